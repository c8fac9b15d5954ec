import { documentSizeBytes, type RenderedDocument, renderDocument } from '@bonded/http';
import { type DistTags, effectiveDistTags } from './dist-tags.ts';
import { type JsonObject, own } from './json-object.ts';
import { attestationsPath, tarballPath } from './names.ts';
import type { Attestation } from './provenance.ts';
import type { RegistrySignature } from './registry-signature.ts';

export interface PackumentDist {
  /** SHA-1 in hex, for clients of the first years. */
  readonly shasum: string;
  /** `sha512-<base64>` */
  readonly integrity: string;
  readonly fileCount: number;
  readonly unpackedSizeBytes: number;
  readonly signature?: RegistrySignature | undefined;
  /** Set where a statement about the tarball came with it. */
  readonly attestation?: Attestation | undefined;
}

export interface PackumentVersion {
  readonly version: string;
  /** As `deriveManifest` gave it. */
  readonly manifest: JsonObject;
  readonly dist: PackumentDist;
  readonly publishedAt: Date;
  /** Said by the maintainer. */
  readonly deprecated?: string | null;
  /** Set while the version is not given out: the text that a client shows instead. */
  readonly receipt?: string | null;
}

export interface PackumentSource {
  readonly name: string;
  readonly distTags: DistTags;
  /** Oldest first. */
  readonly versions: readonly PackumentVersion[];
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly readme?: { readonly fileName: string; readonly text: string } | null;
  /** The address of the repository, without a trailing slash. */
  readonly baseUrl: string;
}

export const abbreviatedContentType = 'application/vnd.npm.install-v1+json';
const fullContentType = 'application/json';

/** Both forms of a package's document, ready to be kept and sent. */
export interface Packument {
  readonly full: RenderedDocument;
  readonly abbreviated: RenderedDocument;
}

export function packumentBytes({ full, abbreviated }: Packument): number {
  return documentSizeBytes(full) + documentSizeBytes(abbreviated);
}

/**
 * Renders what `GET {pkg}` answers. A held version stays listed, so that lockfiles still resolve
 * and its receipt is shown, but as a deprecated one: pickers of npm and pnpm pass it over for
 * ranges, and no `latest` leads to it.
 */
export async function renderPackument(source: PackumentSource): Promise<Packument> {
  const distTags = effectiveDistTags(source.distTags, source.versions);
  const [full, abbreviated] = await Promise.all([
    renderDocument(JSON.stringify(fullPackument(source, distTags)), {
      contentType: fullContentType,
      lastModified: source.modifiedAt,
    }),
    renderDocument(JSON.stringify(abbreviatedPackument(source, distTags)), {
      contentType: abbreviatedContentType,
      lastModified: source.modifiedAt,
    }),
  ]);
  return { full, abbreviated };
}

/** True when `Accept` prefers the short form, as an installing npm, pnpm, yarn or bun says. */
export function prefersAbbreviated(accept: string | undefined): boolean {
  return (accept ?? '').includes(abbreviatedContentType);
}

/** The answer to `GET {pkg}/{version or tag}`. */
export function versionManifest(source: PackumentSource, version: PackumentVersion): JsonObject {
  const { deprecated, receipt } = version;
  const notice = receipt ?? deprecated ?? '';
  return {
    ...version.manifest,
    _id: `${source.name}@${version.version}`,
    ...(notice !== '' && { deprecated: notice }),
    dist: distOf(source, version),
  };
}

function distOf(source: PackumentSource, { version, dist, receipt }: PackumentVersion): JsonObject {
  const { signature, attestation } = dist;
  // bun and yarn 4 show nothing of a refusal but the address that was refused.
  const number = /BD-[2-9A-Z]+/.exec(receipt ?? '')?.[0];
  const query = number === undefined ? '' : `?held=${number}`;
  return {
    shasum: dist.shasum,
    tarball: `${source.baseUrl}/${tarballPath(source.name, version)}${query}`,
    integrity: dist.integrity,
    fileCount: dist.fileCount,
    unpackedSize: dist.unpackedSizeBytes,
    ...(signature && { signatures: [signature] }),
    ...(attestation && {
      attestations: {
        url: `${source.baseUrl}/${attestationsPath(source.name, version)}`,
        provenance: attestation,
      },
    }),
  };
}

/** What a package says of itself: taken from the version that `latest` leads to. */
const describingFields = [
  'description',
  'maintainers',
  'author',
  'license',
  'homepage',
  'repository',
  'bugs',
  'keywords',
] as const;

function fullPackument(source: PackumentSource, distTags: DistTags): JsonObject {
  const latest = source.versions.find(({ version }) => version === own(distTags, 'latest'));
  const time = source.versions.map((each) => [each.version, each.publishedAt.toISOString()]);
  return {
    _id: source.name,
    _rev: revisionOf(source),
    name: source.name,
    'dist-tags': distTags,
    versions: Object.fromEntries(
      source.versions.map((each) => [each.version, versionManifest(source, each)]),
    ),
    time: {
      created: source.createdAt.toISOString(),
      modified: source.modifiedAt.toISOString(),
      ...Object.fromEntries(time),
    },
    ...pick(latest?.manifest ?? {}, describingFields),
    readme: source.readme?.text ?? '',
    ...(source.readme && { readmeFilename: source.readme.fileName }),
  };
}

/** A stand-in for CouchDB's revision: it changes with every write, and is never checked. */
function revisionOf(source: PackumentSource): string {
  return `${source.versions.length}-${source.modifiedAt.getTime().toString(16)}`;
}

/** All that an install reads; a package of many versions shrinks to a fraction. */
const installFields = [
  'name',
  'version',
  'deprecated',
  'dependencies',
  'optionalDependencies',
  'devDependencies',
  'bundleDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'acceptDependencies',
  'bin',
  'directories',
  'dist',
  'engines',
  'os',
  'cpu',
  'libc',
  'funding',
  'hasInstallScript',
  '_hasShrinkwrap',
] as const;

function abbreviatedPackument(source: PackumentSource, distTags: DistTags): JsonObject {
  return {
    name: source.name,
    modified: source.modifiedAt.toISOString(),
    'dist-tags': distTags,
    versions: Object.fromEntries(
      source.versions.map((each) => [
        each.version,
        pick(versionManifest(source, each), installFields),
      ]),
    ),
    // Not asked for by npm; spares pnpm the full document when it minds the age of versions.
    time: Object.fromEntries(
      source.versions.map((each) => [each.version, each.publishedAt.toISOString()]),
    ),
  };
}

function pick(object: JsonObject, keys: readonly string[]): JsonObject {
  const present = keys.filter((key) => Object.hasOwn(object, key));
  return Object.fromEntries(present.map((key) => [key, object[key]]));
}
