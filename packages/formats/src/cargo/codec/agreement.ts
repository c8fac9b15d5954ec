import { isDeepStrictEqual } from 'node:util';
import type { IndexDependency } from './dependency.ts';
import { crateMismatch } from './errors.ts';
import type { CrateManifest } from './manifest.ts';
import type { PublishDocument } from './publish-document.ts';

/**
 * Refuses a publish whose metadata says something else than the `Cargo.toml` of its archive
 * (D5.11): reviewers would read the one and machines build the other.
 *
 * @throws AppError `CARGO_MANIFEST_MISMATCH`, naming the fields in `details.fields`
 */
export function requireAgreement(claimed: PublishDocument, derived: CrateManifest): void {
  const fields: string[] = [];
  if (claimed.name !== derived.name) fields.push('name');
  if (claimed.version !== derived.version) fields.push('version');
  if (claimed.links !== derived.links) fields.push('links');
  if (!isDeepStrictEqual(features(claimed), features(derived))) fields.push('features');
  if (!isDeepStrictEqual(dependencies(claimed), dependencies(derived))) fields.push('dependencies');
  if (claimed.rustVersion !== null && claimed.rustVersion !== derived.rustVersion) {
    fields.push('rust-version');
  }
  if (fields.length === 0) return;
  throw crateMismatch(
    `The metadata disagrees with the Cargo.toml of the crate about: ${fields.join(', ')}.`,
    { details: { fields } },
  );
}

function features({ features: all }: Pick<CrateManifest, 'features'>) {
  return new Map(Object.entries(all).map(([name, its]) => [name, its.toSorted()]));
}

function dependencies({ dependencies: all }: Pick<CrateManifest, 'dependencies'>): string[] {
  return all.map(identityOf).toSorted();
}

/** A target's blanks mean nothing, and cargo prints them its own way. */
function identityOf(each: IndexDependency): string {
  return JSON.stringify([
    each.name,
    each.package ?? each.name,
    each.req,
    each.features.toSorted(),
    each.optional,
    each.default_features,
    each.target?.replaceAll(/\s+/g, '') ?? null,
    each.kind,
    each.registry,
  ]);
}
