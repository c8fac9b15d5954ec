import { posix } from 'node:path';
import type { House, SourceFile } from '../house.ts';
import type { Rule } from '../rule.ts';
import { isTest, isTypeScript, syntaxOf } from '../syntax.ts';

const folder = 'apps/gateway/src/graphql/';
const entry = `${folder}schema.ts`;
const builder = `${folder}builder.ts`;

/** Relative imports of a file, as paths in the house. */
function neighboursOf(file: SourceFile): readonly string[] {
  return syntaxOf(file)
    .imports.filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file.path), specifier));
}

function reachableFrom(
  start: string,
  byPath: ReadonlyMap<string, SourceFile>,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    queue.push(...neighboursOf(file));
  }
  return reached;
}

/** Types register when their file is loaded: one that nobody imports is silently absent. */
export const schemaImports: Rule = {
  name: 'schema-imports',
  guarantees: 'every file that adds to the GraphQL schema is imported by schema.ts',
  check(house: House) {
    const files = house.files.filter(
      ({ path }) => path.startsWith(folder) && isTypeScript(path) && !isTest(path),
    );
    const byPath = new Map(files.map((file) => [file.path, file]));
    const reached = reachableFrom(entry, byPath);
    return files
      .filter((file) => neighboursOf(file).includes(builder) && !reached.has(file.path))
      .map(({ path }) => ({ path, says: 'adds to the schema, but schema.ts does not import it' }));
  },
};
