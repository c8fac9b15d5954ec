import type { House } from '../house.ts';
import type { Rule } from '../rule.ts';
import { lineAt } from '../syntax.ts';

const exact = /^(?:npm:[^\s]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$|^workspace:\*$/;
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

type Manifest = Partial<Record<(typeof kinds)[number], Record<string, string>>>;

export const exactPins: Rule = {
  name: 'exact-pins',
  guarantees: 'every dependency is pinned to one exact version',
  check: (house: House) =>
    house.files
      .filter(({ path }) => /^(?:[^/]+\/){0,2}package\.json$/.test(path))
      .flatMap(({ path, text }) => {
        // A manifest that a package manager accepts has this shape.
        const manifest = JSON.parse(text) as Manifest;
        return kinds
          .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
          .filter(([, range]) => !exact.test(range))
          .map(([name, range]) => ({
            path,
            line: lineAt(text, text.indexOf(`"${name}": "${range}"`)),
            says: `${name}@${range} is a range`,
          }));
      }),
};
