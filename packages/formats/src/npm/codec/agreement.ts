import { isDeepStrictEqual } from 'node:util';
import { manifestMismatch } from './errors.ts';
import { type JsonObject, objectOf, textEntries } from './json-object.ts';
import type { DerivedManifest } from './manifest.ts';
import { type ArchiveTraits, normaliseManifest } from './normalise-manifest.ts';
import { cleanVersion } from './versions.ts';

/** What decides which code gets onto a machine and what of it runs by itself. */
const decisiveFields = [
  'dependencies',
  'optionalDependencies',
  'peerDependencies',
  'bundleDependencies',
  'bin',
] as const;
const installHooks = ['preinstall', 'install', 'postinstall'];

/**
 * Refuses a publish whose document says something else than its archive (D5.11, "manifest
 * confusion"): reviewers and scanners would read the one and machines run the other. Fields
 * without such weight are simply taken from the archive.
 *
 * @throws AppError `NPM_MANIFEST_MISMATCH`, naming the fields in `details.fields`
 */
export function requireAgreement(
  claimed: JsonObject,
  derived: DerivedManifest,
  archive: ArchiveTraits,
): void {
  const fields = mismatches(claimed, derived, archive);
  if (fields.length === 0) return;
  throw manifestMismatch(
    `The document disagrees with the package.json of its archive about: ${fields.join(', ')}.`,
    { details: { fields } },
  );
}

function mismatches(
  claimed: JsonObject,
  { name, version, manifest }: DerivedManifest,
  archive: ArchiveTraits,
): string[] {
  const fields: string[] = [];
  if (claimed['name'] !== name) fields.push('name');
  if (cleanVersion(claimed['version']) !== version) fields.push('version');
  const said = normaliseManifest(claimed, archive);
  for (const field of decisiveFields) {
    if (!isSame(said[field], manifest[field])) fields.push(field);
  }
  if (!isSame(hooksOf(said), hooksOf(manifest))) fields.push('scripts');
  // A client need not say whether there are hooks, but it must not deny them.
  const hasHooks = manifest['hasInstallScript'] === true;
  const saysHooks = claimed['hasInstallScript'] ?? hasHooks;
  if (saysHooks !== hasHooks) fields.push('hasInstallScript');
  return fields;
}

function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

/** Lists by value, maps without regard to order and prototype; nothing is the same as empty. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  return new Map(Object.entries(objectOf(value)));
}

function hooksOf(manifest: JsonObject): JsonObject {
  const scripts = textEntries(manifest['scripts']);
  return Object.fromEntries(scripts.filter(([name]) => installHooks.includes(name)));
}
