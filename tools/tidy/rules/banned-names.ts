import type { House, SourceFile } from '../house.ts';
import type { Rule, Violation } from '../rule.ts';
import { isTypeScript, lineAt, visit } from '../syntax.ts';

/** Words that say nothing about the domain: where one is needed, the design is not finished. */
const bannedWords = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'shared',
  'manager',
  'new',
  'v2',
]);

/** Banned at the end: `ServiceActor` and `DataDirectory` say something, `ArtifactData` does not. */
const bannedSuffixes = new Set(['service', 'data', 'info']);

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .split(/[-_.]/)
    .map((word) => word.toLowerCase());
}

function bannedIn(name: string): string | undefined {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return (
    words.find((word) => bannedWords.has(word)) ?? (bannedSuffixes.has(last) ? last : undefined)
  );
}

/** Folders under the console's `app/` are addresses that people see: the words are theirs. */
function isAddress(path: string): boolean {
  return path.startsWith('apps/console/src/app/');
}

function checkPath({ path }: SourceFile): readonly Violation[] {
  if (isAddress(path)) return [];
  const banned = path
    .split('/')
    .map((segment) => bannedIn(segment.replace(/(\.(test|spec|config|d))?\.\w+$/, '')))
    .find((word) => word !== undefined);
  if (banned === undefined) return [];
  return [{ path, says: `"${banned}" is no name for a path: say what is in it` }];
}

function checkTypes(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  const judge = (id: { name: string; start: number } | null) => {
    const banned = id === null ? undefined : bannedIn(id.name);
    if (id === null || banned === undefined) return;
    const line = lineAt(file.text, id.start);
    found.push({ path: file.path, line, says: `type ${id.name}: "${banned}" says nothing` });
  };
  visit(file, {
    ClassDeclaration: (node) => judge(node.id),
    TSInterfaceDeclaration: (node) => judge(node.id),
    TSTypeAliasDeclaration: (node) => judge(node.id),
  });
  return found;
}

export const bannedNames: Rule = {
  name: 'banned-names',
  guarantees: 'no path and no type carries a name that says nothing',
  check: (house: House) =>
    house.files.flatMap((file) => [
      ...checkPath(file),
      ...(isTypeScript(file.path) ? checkTypes(file) : []),
    ]),
};
