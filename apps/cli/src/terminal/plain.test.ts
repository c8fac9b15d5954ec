import { expect, it } from 'vitest';
import { plain, plainJson } from './plain.ts';

const escape = '\u001b[2J\u009b31m';
const bidi = 'a\u202eb\u2066c';

it('lets no text of others move the cursor, break the line or turn the writing', () => {
  expect(plain(`one${escape}two\r\nthree`)).toBe('one [2J 31mtwo  three');
  expect(plain(bidi)).toBe('a b c');
  expect(plain('crème – 日本語')).toBe('crème – 日本語');
});

it('prints JSON that is harmless to look at and means the same', () => {
  const value = { text: `${escape}${bidi}\u2028\u{e0041}` };
  const json = plainJson(value);
  expect(json).not.toMatch(/[\u001b\u007f-\u009f\u2028]|\p{Cf}/u);
  expect(JSON.parse(json)).toEqual(value);
});
