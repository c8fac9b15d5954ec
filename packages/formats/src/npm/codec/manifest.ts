import { parseJson } from '@bonded/http';
import { manifestInvalid } from './errors.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { licenceOf } from './licence.ts';
import { requireForeignName, requirePublishableName } from './names.ts';
import { normaliseManifest } from './normalise-manifest.ts';
import type { TarballContents } from './tarball-contents.ts';
import { cleanVersion } from './versions.ts';

/** One version as it is served, taken from its archive alone (D5.11). */
export interface DerivedManifest {
  readonly name: string;
  readonly version: string;
  /** The version object of a packument, without `dist`. */
  readonly manifest: JsonObject;
  readonly description: string;
  readonly licence: string | null;
}

const descriptionCharsMax = 1024;

/** Far beyond any honest package.json. */
const packageJsonLimits = { depthMax: 32, membersMax: 50_000 };
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

export interface ManifestOptions {
  /**
   * It was taken by another registry: it may have an old name, and a key twice, of which npm takes
   * the last, as we do. In what is published here nobody has to know that.
   */
  readonly isForeign?: boolean;
}

/**
 * Reads and normalises the `package.json` of an archive.
 *
 * @throws AppError `JSON_INVALID`, `NPM_MANIFEST_INVALID`, `NPM_NAME_INVALID`
 */
export function deriveManifest(
  contents: TarballContents,
  { isForeign = false }: ManifestOptions = {},
): DerivedManifest {
  const manifest = readPackageJson(contents.packageJson, { uniqueKeys: !isForeign });
  const { name, description } = manifest;
  if (typeof name !== 'string') throw manifestInvalid('The package.json has no name.');
  if (isForeign) requireForeignName(name);
  else requirePublishableName(name);
  const version = cleanVersion(manifest['version']);
  if (version === null) throw manifestInvalid('The version in package.json is not semantic.');
  const text = typeof description === 'string' ? description.slice(0, descriptionCharsMax) : '';
  return {
    name,
    version,
    manifest: { ...normaliseManifest(manifest, contents), name, version },
    description: text,
    licence: licenceOf(manifest),
  };
}

function readPackageJson(bytes: Buffer, rules: { readonly uniqueKeys: boolean }): JsonObject {
  const hasMark = bytes.subarray(0, 3).equals(byteOrderMark);
  const limits = { ...packageJsonLimits, ...rules };
  const manifest = parseJson(hasMark ? bytes.subarray(3) : bytes, limits);
  if (isObject(manifest)) return manifest;
  throw manifestInvalid('The package.json is not an object.');
}
