import type { UpstreamDocument, UpstreamPackage, UpstreamVersion } from '@bonded/core/repositories';
import { z } from 'zod';
import { writeNugetMetadata } from '../stored-metadata.ts';
import type { EmbeddedKind } from './embedded.ts';
import { type Nuspec, rangeOf, webAddress } from './nuspec.ts';
import { isPackageId } from './package-id.ts';
import { compareVersions, fullVersion, parseVersion, versionKey } from './package-version.ts';
import { embeddedPath, nupkgPath, nuspecPath } from './paths.ts';
import { parseUpstream } from './upstream-json.ts';

/** Sources leave out what they have nothing for, or say it by an empty text or null. */
const text = z
  .string()
  .nullish()
  .transform((value) => (value == null || value.trim() === '' ? null : value));
const words = z
  .union([z.string().transform((value) => value.split(/[\s,]+/)), z.array(z.string())])
  .nullish()
  .transform((value) => (value ?? []).filter((word) => word !== ''));

const dependency = z.object({ id: z.string(), range: text });
const group = z.object({ targetFramework: text, dependencies: z.array(dependency).nullish() });

const catalogEntry = z.object({
  id: z.string(),
  version: z.string(),
  authors: z.union([text, z.array(z.string()).transform((all) => all.join(', '))]),
  description: text,
  summary: text,
  title: text,
  tags: words,
  iconUrl: text,
  licenseUrl: text,
  licenseExpression: text,
  projectUrl: text,
  readmeUrl: text,
  minClientVersion: text,
  requireLicenseAcceptance: z.boolean().nullish(),
  published: text,
  listed: z.boolean().nullish(),
  packageTypes: z.array(z.object({ name: z.string() })).nullish(),
  dependencyGroups: z.array(group).nullish(),
  deprecation: z.object({ message: text, reasons: words }).nullish(),
});

type CatalogEntry = z.output<typeof catalogEntry>;

const page = z.object({
  '@id': z.string(),
  items: z.array(z.object({ catalogEntry: z.unknown() })).optional(),
});
const index = z.object({ items: z.array(page) });

/** A stretch of versions; without its items, they are in a document of their own. */
export interface UpstreamPage {
  readonly address: string;
  readonly items?: readonly { readonly catalogEntry?: unknown }[] | undefined;
}

/**
 * The pages of an index, or the one page that a document is.
 *
 * @throws AppError `UPSTREAM_DOCUMENT_INVALID`
 */
export function readUpstreamPages(
  document: UpstreamDocument,
  kind: 'index' | 'page' = 'index',
): readonly UpstreamPage[] {
  const pages =
    kind === 'page' ? [parseUpstream(document, page)] : parseUpstream(document, index).items;
  return pages.map(({ '@id': id, items }) => ({
    address: URL.canParse(id, document.url.href) ? new URL(id, document.url).href : id,
    items,
  }));
}

export interface UpstreamPlace {
  /** In lower case. */
  readonly id: string;
  readonly packageBase: string;
}

/**
 * What a registration says of a package. A version that lacks what an install needs is left out, as
 * if it were not there.
 */
export function readUpstreamPackage(
  pages: readonly UpstreamPage[],
  place: UpstreamPlace,
): UpstreamPackage {
  const byKey = new Map<string, ReturnType<typeof readEntry>>();
  for (const item of pages.flatMap(({ items }) => items ?? [])) {
    const entry = readEntry(item.catalogEntry, place);
    if (entry !== null && !byKey.has(entry.told.version)) byKey.set(entry.told.version, entry);
  }
  const entries = [...byKey.values()]
    .filter((entry) => entry !== null)
    .toSorted((one, other) => compareVersions(one.version, other.version));
  const description = entries.at(-1)?.description;
  return {
    name: place.id,
    ...(description != null && { description }),
    versions: entries.map(({ told }) => told),
    tags: new Map(),
  };
}

function readEntry(value: unknown, place: UpstreamPlace) {
  const { data: entry } = catalogEntry.safeParse(value);
  if (entry === undefined || !isPackageId(entry.id)) return null;
  const version = parseVersion(entry.version);
  if (version === null || entry.id.toLowerCase() !== place.id) return null;
  const key = versionKey(version);
  const embedded = embeddedOf(entry, `${place.packageBase}${place.id}/${key}/`);
  const nuspec = {
    ...nuspecOf(entry, new Set(embedded)),
    version: fullVersion(version),
    versionKey: key,
  };
  return {
    version,
    description: entry.description,
    told: versionOf(entry, { nuspec, embedded, place }),
  };
}

interface ReadEntry {
  readonly nuspec: Nuspec;
  readonly embedded: readonly EmbeddedKind[];
  readonly place: UpstreamPlace;
}

function versionOf(entry: CatalogEntry, { nuspec, embedded, place }: ReadEntry): UpstreamVersion {
  const { versionKey: version } = nuspec;
  const { id, packageBase } = place;
  const address = `${packageBase}${nupkgPath(id, version)}`;
  const published = dateOf(entry.published);
  const isListed = entry.listed !== false && published !== 'unlisted';
  return {
    version,
    metadata: writeNugetMetadata({ nuspec, embedded, fileCount: 0, unpackedSizeBytes: 0 }),
    publishedAt: published === 'unlisted' ? null : published,
    licence: entry.licenseExpression,
    deprecation: deprecationOf(entry),
    yankedReason: isListed ? null : 'Unlisted upstream.',
    // All of them come out of the archive, since nothing else is checked by what it says it is.
    files: [
      nupkgPath(id, version),
      nuspecPath(id, version),
      ...embedded.map((kind) => embeddedPath(id, version, kind)),
    ].map((path) => ({ path, address, digests: {} })),
  };
}

/** What upstream serves from inside the package, we do too once we have it. */
function embeddedOf(entry: CatalogEntry, home: string): readonly EmbeddedKind[] {
  const isServed = (address: string | null) => address?.startsWith(home) === true;
  return [
    ...(entry.readmeUrl === null ? [] : (['readme'] as const)),
    ...(isServed(entry.iconUrl) ? (['icon'] as const) : []),
    ...(isServed(entry.licenseUrl) ? (['license'] as const) : []),
  ];
}

function nuspecOf(entry: CatalogEntry, embedded: ReadonlySet<EmbeddedKind>) {
  return {
    id: entry.id,
    title: entry.title,
    authors: entry.authors,
    description: entry.description ?? '',
    summary: entry.summary,
    tags: entry.tags,
    projectUrl: webAddress(entry.projectUrl),
    iconUrl: embedded.has('icon') ? null : webAddress(entry.iconUrl),
    licenseUrl: embedded.has('license') ? null : webAddress(entry.licenseUrl),
    licenseExpression: entry.licenseExpression,
    licenseFile: null,
    icon: null,
    readme: null,
    requireLicenseAcceptance: entry.requireLicenseAcceptance ?? false,
    minClientVersion: entry.minClientVersion,
    packageTypes: (entry.packageTypes ?? []).map(({ name }) => name),
    dependencyGroups: (entry.dependencyGroups ?? []).map(({ targetFramework, dependencies }) => ({
      targetFramework,
      dependencies: (dependencies ?? [])
        .filter(({ id }) => isPackageId(id))
        .map(({ id, range }) => ({ id, range: rangeOf(range ?? '') })),
    })),
  };
}

/** The year 1900 stands for "not listed"; when it was published, nobody says any more. */
function dateOf(published: string | null): Date | 'unlisted' | null {
  const date = new Date(published ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return null;
  return date.getUTCFullYear() <= 1900 ? 'unlisted' : date;
}

function deprecationOf({ deprecation }: CatalogEntry): string | null {
  if (deprecation == null) return null;
  const { message, reasons } = deprecation;
  return message ?? `Deprecated upstream: ${reasons.join(', ') || 'no reason is given'}.`;
}
