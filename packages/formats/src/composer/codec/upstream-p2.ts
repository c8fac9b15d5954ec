import type { UpstreamDocument, UpstreamVersion } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { indexJsonLimits, parseJson } from '@bonded/http';
import { z } from 'zod';
import { writeMetadata } from '../stored-metadata.ts';
import { expandMinified } from './expand-minified.ts';
import { composerManifest, licenceOf } from './manifest.ts';
import { archivePath } from './names.ts';
import { atReference, readableVersion } from './versions.ts';

/** The busiest package of the public repository has some thousands. */
const versionsMax = 20_000;

const root = z.object({ 'metadata-url': z.string().includes('%package%') });

/** Lists by number, or in older repositories by version; without any, PHP writes a list. */
const versionList = z.union([z.array(z.looseObject({})), z.record(z.string(), z.looseObject({}))]);
const p2 = z.object({
  packages: z.union([z.array(z.never()), z.record(z.string(), versionList)]),
  minified: z.string().optional(),
});

const entry = z.object({
  name: z.string(),
  version: z.string(),
  dist: z.object({
    type: z.literal('zip'),
    url: z.string(),
    shasum: z.string().nullish(),
    reference: z.string().nullish(),
  }),
  time: z.string().nullish(),
});

type Entry = z.output<typeof entry>;

/** @throws AppError `UPSTREAM_DOCUMENT_INVALID` */
export function readUpstreamRoot(document: UpstreamDocument) {
  const { 'metadata-url': pattern } = parse(document, root);
  return {
    /** Of a name, or of one with `~dev` behind it. */
    addressOf: (name: string) => new URL(pattern.replaceAll('%package%', name), document.url).href,
  };
}

export interface ReadVersion {
  readonly told: UpstreamVersion;
  readonly description: string | undefined;
}

/**
 * The versions in one of the two documents of a package, in its order. Those that are no zip, and
 * what Composer could not install, are left out, as if they were not there.
 *
 * @throws AppError `UPSTREAM_DOCUMENT_INVALID`
 */
export function readUpstreamVersions(
  document: UpstreamDocument,
  name: string,
): readonly ReadVersion[] {
  const { packages, minified } = parse(document, p2);
  const listed = Object.values((Array.isArray(packages) ? undefined : packages[name]) ?? []);
  const whole = minified === undefined ? listed : expandMinified(listed);
  return whole.slice(0, versionsMax).flatMap((each) => readVersion(each, name, document.url) ?? []);
}

function parse<Schema extends z.ZodType>(
  { bytes }: UpstreamDocument,
  schema: Schema,
): z.output<Schema> {
  let value: unknown;
  try {
    value = parseJson(bytes, indexJsonLimits);
  } catch (cause) {
    throw upstreamDocumentInvalid("Upstream's document is no JSON.", { cause });
  }
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const where = error.issues[0]?.path.join('.') ?? '';
  throw upstreamDocumentInvalid(`Upstream's document is not one for Composer 2 at "${where}".`);
}

function readVersion(value: object, name: string, base: URL): ReadVersion | null {
  const { data: read } = entry.safeParse(value);
  if (read === undefined || read.name.toLowerCase() !== name) return null;
  const { data: manifest } = composerManifest.safeParse(withoutEmptyLists(value));
  const version = readableVersion(read.version);
  const address = URL.canParse(read.dist.url, base.href) ? new URL(read.dist.url, base).href : null;
  if (manifest === undefined || version === null || address === null) return null;
  const { abandoned, ...kept } = manifest;
  const sha1 = sha1Of(read);
  const reference = referenceOf(read);
  // A branch moves on while what was fetched of it stays: each commit is a version of its own.
  if (version.isBranch && reference === null) return null;
  const key = version.isBranch ? atReference(version.pretty, reference ?? '') : version.pretty;
  return {
    description: manifest.description,
    told: {
      version: key,
      metadata: writeMetadata({
        manifest: { ...kept, name, version: version.pretty },
        normal: version.normal,
        sha1: sha1 ?? '',
        ...(reference !== null && { reference }),
      }),
      publishedAt: dateOf(read.time),
      licence: licenceOf(manifest),
      deprecation: deprecationOf(abandoned),
      files: [
        {
          path: archivePath(name, key),
          address,
          digests: sha1 === null ? {} : { sha1 },
          contentType: 'application/zip',
        },
      ],
    },
  };
}

/** PHP writes an object without members as a list. */
function withoutEmptyLists(value: object): object {
  const said = Object.entries(value).filter(([, each]) => !Array.isArray(each) || each.length > 0);
  return Object.fromEntries(said);
}

/** Forges make archives when they are asked for, and then no digest is said. */
function sha1Of({ dist: { shasum } }: Entry): string | null {
  return shasum != null && /^[0-9a-f]{40}$/i.test(shasum) ? shasum.toLowerCase() : null;
}

/** A commit, or what stands for the bytes where there is none: a word that an address can have. */
function referenceOf({ dist: { reference } }: Entry): string | null {
  return reference != null && /^[\w.-]{1,64}$/.test(reference) ? reference : null;
}

function dateOf(time: string | null | undefined): Date | null {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** True, or the name of what to use instead. */
function deprecationOf(abandoned: boolean | string | undefined): string | null {
  if (abandoned === undefined || abandoned === false || abandoned === '') return null;
  return abandoned === true ? 'Abandoned.' : `Abandoned: use ${abandoned} instead.`;
}
