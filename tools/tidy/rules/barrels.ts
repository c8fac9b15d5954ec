import type { House } from '../house.ts';
import type { Rule } from '../rule.ts';

/** Faces of packages, slices and formats. Drivers have theirs in the exports map. */
const faces = [
  /^packages\/[^/]+\/src\/index\.ts$/,
  /^packages\/(core|formats)\/src\/[^/]+\/index\.ts$/,
];

/** Targets of all exports maps, as paths in the house. */
function exportedPaths(house: House): ReadonlySet<string> {
  const manifests = house.files.filter(({ path }) => path.endsWith('/package.json'));
  return new Set(
    manifests.flatMap(({ path, text }) => {
      // A manifest that a package manager accepts has this shape.
      const { exports = {} } = JSON.parse(text) as { exports?: Record<string, string> };
      const folder = path.slice(0, -'package.json'.length);
      return Object.values(exports).map((target) => folder + target.replace(/^\.\//, ''));
    }),
  );
}

export const barrels: Rule = {
  name: 'barrels',
  guarantees:
    'an index file is the face of a package, a slice, a format or a driver, and nothing else',
  check(house: House) {
    const exported = exportedPaths(house);
    return house.files
      .map(({ path }) => path)
      .filter((path) => /\/index\.tsx?$/.test(path))
      .filter((path) => !exported.has(path) && !faces.some((face) => face.test(path)))
      .map((path) => ({ path, says: 'is a barrel: import the file that defines the name' }));
  },
};
