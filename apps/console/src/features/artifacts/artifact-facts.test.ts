import { expect, test } from 'vitest';
import { factsOf } from './artifact-facts.ts';

test('texts, numbers, lists, people and small maps are facts, however they are called', () => {
  expect(
    factsOf({
      requires_python: '>=3.9',
      fileCount: 12,
      unpackedSizeBytes: 2048,
      isPlugin: false,
      keywords: ['pad', 'left'],
      author: { name: 'Ada', email: 'ada@acme.test' },
      maintainers: [{ name: 'Ada' }, { name: 'Bob' }],
      engines: { node: '>=20', npm: '>=10' },
      repository: { type: 'git', url: 'git+https://acme.test/x.git' },
    }),
  ).toEqual([
    { name: 'Requires python', value: '>=3.9' },
    { name: 'File count', value: '12' },
    { name: 'Unpacked size', value: '2.00 KiB' },
    { name: 'Is plugin', value: 'No' },
    { name: 'Keywords', value: 'pad, left' },
    { name: 'Author', value: 'Ada' },
    { name: 'Maintainers', value: 'Ada, Bob' },
    { name: 'Engines', value: 'node >=20, npm >=10' },
    {
      name: 'Repository',
      value: 'git+https://acme.test/x.git',
      href: 'https://acme.test/x.git',
    },
  ]);
});

test('what the archive said is found where a format keeps it, less what stands elsewhere', () => {
  const manifest = { name: '@acme/cart', version: '1.0.0', homepage: 'https://acme.test/' };
  expect(factsOf({ manifest: { ...manifest, dependencies: { zod: '3' } }, readme: null })).toEqual([
    { name: 'Homepage', value: 'https://acme.test/', href: 'https://acme.test/' },
  ]);
  expect(factsOf({ nuspec: { id: 'Acme', authors: 'Ada' } })).toEqual([
    { name: 'Authors', value: 'Ada' },
  ]);
});

test('what it is comes first, and the sums of its bytes last', () => {
  const names = factsOf({ shasum: 'ab', fileCount: 2, description: 'A cart' });
  expect(names.map(({ name }) => name)).toEqual(['Description', 'File count', 'Shasum']);
});

test('a readme is no fact', () => {
  const python = { info: { summary: 'Pads', description: '# Pad\n\nTo the left.\n' } };
  expect(factsOf(python)).toEqual([{ name: 'Summary', value: 'Pads' }]);
});

test('an address that is no page is no link', () => {
  for (const odd of ['javascript:alert(1)', 'git@acme.test:x.git', 'https://a" onclick="x']) {
    expect(factsOf({ homepage: odd })[0]).not.toHaveProperty('href');
  }
});

test('what is deep, empty or no object is none', () => {
  expect(factsOf({ a: { b: { c: 1 } }, d: [], e: [{}], f: '', g: null })).toEqual([]);
  for (const odd of [null, undefined, 'text', 7, ['a']]) expect(factsOf(odd)).toEqual([]);
});

test('a stranger cannot fill the page', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 'x']));
  expect(factsOf(many)).toHaveLength(40);
  expect(factsOf({ a: 'x'.repeat(10_000) })[0]?.value).toHaveLength(601);
});
