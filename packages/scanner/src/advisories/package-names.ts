/**
 * How each registry decides that two spellings are one package. Kept apart from the version
 * orders, because stored names must not change on the day that an order is added.
 */
const spellings: ReadonlyMap<string, (name: string) => string> = new Map([
  ['npm', asWritten],
  ['Maven', asWritten],
  ['Go', asWritten],
  // PEP 503: runs of hyphen, underscore and dot are one hyphen.
  ['PyPI', (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-')],
  ['NuGet', (name: string) => name.toLowerCase()],
  ['Packagist', (name: string) => name.toLowerCase()],
  ['crates.io', (name: string) => name.toLowerCase().replaceAll('-', '_')],
]);

/** The one spelling under which a package's advisories are stored and looked up. */
export function normalisePackageName(ecosystem: string, name: string): string {
  return (spellings.get(ecosystem) ?? asWritten)(name);
}

/** True for the ecosystems of our formats; advisories of others (distributions) need no place. */
export function isPackageEcosystem(ecosystem: string): boolean {
  return spellings.has(ecosystem);
}

function asWritten(name: string): string {
  return name;
}
