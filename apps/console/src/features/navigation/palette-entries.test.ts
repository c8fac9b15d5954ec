import { expect, test } from 'vitest';
import type { PaletteSearchQuery } from '#generated/graphql.ts';
import { paletteEntries } from './palette-entries.ts';

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
