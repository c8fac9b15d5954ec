import type { House, SourceFile } from '../house.ts';
import type { Rule, Violation } from '../rule.ts';

interface Foreign {
  readonly pattern: RegExp;
  readonly says: string;
}

const ecosystems =
  'npmjs|yarnpkg|pypi|pythonhosted|nuget|golang|packagist|crates|rubygems|docker|quay|ghcr|gcr|maven';

const foreign: readonly Foreign[] = [
  {
    // A host has a label before the name: `crates.io` alone is how OSV calls an ecosystem. What
    // begins with `schema` names a word of a vocabulary.
    pattern: new RegExp(String.raw`\b(?!schema\.)[\w-]+\.(?:${ecosystems})\.(?:org|com|io)\b`, 'i'),
    says: 'names a public registry: the operator says which upstream is used',
  },
  {
    pattern: /(?:^|[\s'"`(=:,])\/(?:home\/(?!node\b|bonded\b)|Users\/|root\/|work\/)\w/,
    says: 'names a path of one machine',
  },
  { pattern: /\b[A-Z]:\\Users\\/, says: 'names a path of one machine' },
  { pattern: /\.\.\/shared\b/, says: 'names a place outside the project' },
];

/** Written by tools, and full of other people's addresses. */
const notOurs = new Set(['pnpm-lock.yaml', 'LICENSE']);

function checkLines({ path, text }: SourceFile): readonly Violation[] {
  return text.split('\n').flatMap((content, index) => {
    const match = foreign.find(({ pattern }) => pattern.test(content));
    return match === undefined ? [] : [{ path, line: index + 1, says: match.says }];
  });
}

export const foreignNames: Rule = {
  name: 'foreign-names',
  guarantees: 'no file names a public registry, a machine or a place outside the project',
  check: (house: House) => house.files.filter(({ path }) => !notOurs.has(path)).flatMap(checkLines),
};
