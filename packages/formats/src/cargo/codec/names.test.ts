import { describe, expect, it } from 'vitest';
import { crateNameKey, crateOfIndexPath, requireCrateName } from './names.ts';

describe('names of crates', () => {
  it.each(['a', 'serde', 'serde_json', 'Inflector', 'x86-64', 'a'.repeat(64)])(
    'takes %s',
    (name) => {
      expect(() => requireCrateName(name)).not.toThrow();
    },
  );

  it.each([
    '',
    '1st',
    '_a',
    '-a',
    'a.b',
    'a/b',
    'a b',
    'ä',
    'nul',
    'COM1',
    '__proto__',
    'a'.repeat(65),
  ])('refuses %j', (name) => {
    expect(() => requireCrateName(name)).toThrow(
      expect.objectContaining({ code: 'CARGO_NAME_INVALID' }),
    );
  });

  it('takes spellings in other case and with other separators for one name', () => {
    expect(crateNameKey('Serde-JSON')).toBe(crateNameKey('serde_json'));
    expect(crateNameKey('serdejson')).not.toBe(crateNameKey('serde_json'));
  });

  it.each([
    ['1/a', 'a'],
    ['2/ab', 'ab'],
    ['3/a/abc', 'abc'],
    ['se/rd/serde', 'serde'],
  ])('reads the index path %s', (path, name) => {
    expect(crateOfIndexPath(path)).toBe(name);
  });

  it.each(['', 'a', '1/ab', '2/a', '3/b/abc', 'se/rd/other', 'x/se/rd/serde', 'se/serde'])(
    'knows no crate at the index path %j',
    (path) => {
      expect(crateOfIndexPath(path)).toBeNull();
    },
  );
});
