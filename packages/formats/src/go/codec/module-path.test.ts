import { describe, expect, it } from 'vitest';
import { isModulePath, majorSuffixOf } from './module-path.ts';
import { isFilePath } from './path-element.ts';

/** From the tables of golang.org/x/mod/module, and of our own. */
const taken = [
  'example.com',
  'example.com/a-b_c.d~e',
  'github.com/BurntSushi/toml',
  'example.com/x/v2',
  'example.com/x/v10',
  'gopkg.in/yaml.v2',
  'gopkg.in/check.v1',
  'gopkg.in/yaml.v2-unstable',
  'x.y/z~more',
];
const refused = [
  '',
  '/',
  'x.y/',
  '/x.y',
  'x.y//z',
  'nodot/x',
  'Example.com/x',
  '-x.y/z',
  '.x.y/z',
  'x.y/.z',
  'x.y/z.',
  'x.y/..',
  'x.y/...',
  'x.y/v0',
  'x.y/v1',
  'x.y/v01',
  'x.y/v2.1',
  'gopkg.in/yaml',
  'gopkg.in/yaml.v01',
  'x.y/z@v1',
  'x.y/z!a',
  'x.y/z w',
  'x.y/π',
  'x.y/con',
  'x.y/LPT1.txt',
  'x.y/short~1',
  'x.y/short~12.go',
  `x.y/${'a'.repeat(600)}`,
];

describe('module paths', () => {
  it.each(taken)('takes %s', (path) => expect(isModulePath(path)).toBe(true));
  it.each(refused)('refuses %j', (path) => expect(isModulePath(path)).toBe(false));

  it('end in their major version', () => {
    const suffixes = ['x.y/z', 'x.y/z/v3', 'gopkg.in/yaml.v0', 'x.y/z/v1', 'x.y/z1'];
    expect(suffixes.map(majorSuffixOf)).toEqual(['', 'v3', 'v0', null, '']);
  });
});

describe('file names in modules', () => {
  it('takes letters of any script and the punctuation that every shell leaves alone', () => {
    const names = ['a.go', 'A b/c.go', 'x!#$%&()+,-.=@[]^_{}~', '日本語.txt', '.github/ci.yml'];
    expect(names.filter((name) => !isFilePath(name))).toEqual([]);
  });

  it('refuses what some system cannot have', () => {
    const names = ['', 'a//b', '..', 'a/../b', 'a.', 'a*', 'a?', 'a:b', "a'b", 'a"b', 'a|b', 'a<b'];
    const devices = ['aux', 'a/NUL.txt', 'com1.go', 'a\tb', 'a\nb', '\u{1F600}'];
    expect([...names, ...devices].filter(isFilePath)).toEqual([]);
  });
});
