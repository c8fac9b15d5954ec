import { publishTooLarge } from './errors.ts';
import { objectOf, own } from './json-object.ts';

const packagesMax = 100_000;
/** A path is shown to a person, who follows one or two. */
const pathsMax = 10;

/** What a lockfile installs: by name, by version, the ways that lead to it. */
export type InstalledVersions = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/**
 * Reads the tree of an npm 6 lockfile (`dependencies` within `dependencies`), which is what yarn 1
 * and pnpm send to be audited. Its depth was bounded when it was parsed.
 *
 * @throws AppError `NPM_PUBLISH_TOO_LARGE`
 */
export function installedVersions(document: unknown): InstalledVersions {
  const found = new Map<string, Map<string, string[]>>();
  let left = packagesMax;
  const visit = (node: unknown, path: readonly string[]): void => {
    for (const [name, child] of Object.entries(objectOf(own(objectOf(node), 'dependencies')))) {
      if (left-- === 0) throw publishTooLarge('The tree has more packages than any project.');
      const at = [...path, name];
      const version = own(objectOf(child), 'version');
      if (typeof version === 'string') add(found, { name, version, path: at.join('>') });
      visit(child, at);
    }
  };
  visit(document, []);
  return found;
}

function add(
  found: Map<string, Map<string, string[]>>,
  {
    name,
    version,
    path,
  }: { readonly name: string; readonly version: string; readonly path: string },
): void {
  const versions = found.get(name) ?? new Map<string, string[]>();
  found.set(name, versions);
  const paths = versions.get(version) ?? [];
  versions.set(version, paths);
  if (paths.length < pathsMax) paths.push(path);
}
