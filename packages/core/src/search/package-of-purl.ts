import { normalisePackageName } from '@bonded/scanner/advisories';

/** A package as the components of artifacts name it. */
export interface PurlPackage {
  readonly ecosystem: string;
  readonly name: string;
  /** None: every version. */
  readonly version?: string;
}

/** By purl type: the ecosystem, and what it puts between the parts of a name. */
const ecosystems: ReadonlyMap<string, readonly [ecosystem: string, separator: string]> = new Map([
  ['npm', ['npm', '/']],
  ['pypi', ['PyPI', '/']],
  ['maven', ['Maven', ':']],
  ['nuget', ['NuGet', '/']],
  ['golang', ['Go', '/']],
  ['composer', ['Packagist', '/']],
  ['cargo', ['crates.io', '/']],
]);

const purlPattern =
  /^pkg:(?<type>[^/]+)\/(?<path>[^@?#]+|@[^/?#]+\/[^@?#]+)(?:@(?<version>[^?#]+))?/i;

/**
 * Which package a purl names, however it is spelled: `@scope` with or without its percent sign.
 * Null for types whose packages no ecosystem knows.
 */
export function packageOfPurl(purl: string): PurlPackage | null {
  const { type = '', path = '', version } = purlPattern.exec(purl)?.groups ?? {};
  const [ecosystem, separator] = ecosystems.get(type.toLowerCase()) ?? [];
  if (ecosystem === undefined || separator === undefined) return null;
  const parts = path.split('/').filter((part) => part !== '');
  const name = normalisePackageName(ecosystem, parts.map(decoded).join(separator));
  return { ecosystem, name, ...(version !== undefined && { version: decoded(version) }) };
}

/** What is no percent-encoding stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
