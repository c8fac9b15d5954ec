import { isObject, type JsonObject } from './json-object.ts';

const licenceCharsMax = 256;

/** The licence of a package.json as one SPDX expression, in any of the forms of the last decade. */
export function licenceOf(manifest: JsonObject): string | null {
  const single = nameOf(manifest['license']);
  if (single !== null) return single;
  const { licenses } = manifest;
  const several = (Array.isArray(licenses) ? licenses : [licenses]).map(nameOf);
  const names = several.filter((name) => name !== null);
  if (names.length === 0) return null;
  const [only] = names;
  return names.length === 1 ? (only ?? null) : `(${names.join(' OR ')})`.slice(0, licenceCharsMax);
}

function nameOf(value: unknown): string | null {
  const name = isObject(value) ? value['type'] : value;
  if (typeof name !== 'string' || name.trim() === '') return null;
  return name.trim().slice(0, licenceCharsMax);
}
