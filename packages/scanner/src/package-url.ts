export interface PackageUrlParts {
  /** The purl type, lower case: `npm`, `oci`. */
  readonly type: string;
  /** Its slashes part segments; empty segments fall away. */
  readonly namespace?: string;
  readonly name: string;
  readonly version?: string;
  readonly qualifiers?: Readonly<Record<string, string>>;
}

/**
 * A package URL as ECMA-427 spells it: every part in its own percent-encoding, qualifiers sorted.
 * Takes the parts as they are: which letters a type folds is for whoever knows the type.
 */
export function packageUrl(parts: PackageUrlParts): string {
  const { type, namespace = '', name, version, qualifiers = {} } = parts;
  const segments = [...namespace.split('/').filter((segment) => segment !== ''), name];
  const path = segments.map(encode).join('/');
  const at = version === undefined || version === '' ? '' : `@${encode(version)}`;
  const query = Object.entries(qualifiers)
    .filter(([, value]) => value !== '')
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${key}=${encode(value)}`)
    .join('&');
  return `pkg:${type}/${path}${at}${query === '' ? '' : `?${query}`}`;
}

/** Everything but letters, digits and `.-_~:`. No URL holds half a surrogate pair. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
}
