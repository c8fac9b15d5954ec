import { expect, test } from 'vitest';
import type { PaletteSearchQuery } from '#generated/graphql.ts';
import { namedSearch, paletteEntries } from './palette-entries.ts';

const nothing: PaletteSearchQuery = {
  __typename: 'Query',
  search: { __typename: 'ArtifactConnection', nodes: [] },
  searchPackages: { __typename: 'PackageConnection', nodes: [] },
  projects: { __typename: 'ProjectConnection', nodes: [] },
};

test('without a text the palette lists the pages', () => {
  const hrefs = paletteEntries('', undefined).map(({ href }) => href);
  expect(hrefs).toContain('/quarantine');
  expect(hrefs).toContain('/profile');
});

test('the number of a receipt opens it, however it was typed', () => {
  expect(paletteEntries('bd-7f3k2q', undefined)[0]?.href).toBe('/decisions/BD-7F3K2Q');
});

test('any text can be searched for everywhere', () => {
  expect(paletteEntries('log4j', nothing).at(-1)?.href).toBe('/search?query=log4j');
});

const artifact = (name: string, version: string) =>
  ({
    __typename: 'Artifact',
    id: `${name}@${version}`,
    version,
    package: { __typename: 'Package', name },
    repository: {
      __typename: 'Repository',
      slug: 'npm',
      project: { __typename: 'Project', slug: 'acme' },
    },
  }) as const;

test('versions of what is called so come before newer ones, and none twice', () => {
  const newest = [artifact('ansi-regex', '6.0.0'), artifact('express', '4.21.2')];
  const found: PaletteSearchQuery = {
    ...nothing,
    named: { __typename: 'ArtifactConnection', nodes: [artifact('express', '4.21.2')] },
    search: { __typename: 'ArtifactConnection', nodes: newest },
  };
  const labels = paletteEntries('express', found).map(({ label }) => label);
  expect(labels.slice(0, -1)).toEqual(['express 4.21.2', 'ansi-regex 6.0.0']);
});

test.each([
  ['express', 'name:"express"'],
  ['@types/node', 'name:"@types/node"'],
  ['express@4.2', 'name:"express" version:"4.2*"'],
  ['@types/node@', 'name:"@types/node"'],
  ['two words', null],
  ['is:held', null],
  ['"quoted"', null],
  ['-express', null],
  ['a'.repeat(500), null],
  ['', null],
])('%j is asked for by name as %j', (text, query) => {
  expect(namedSearch(text)).toBe(query);
});
