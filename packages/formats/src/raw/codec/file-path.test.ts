import { describe, expect, it } from 'vitest';
import { rawPath } from './file-path.ts';

describe('rawPath', () => {
  it('keeps a plain path as it is, case and all', () => {
    for (const path of [
      'a',
      'Dir/File.TXT',
      'a b/ü.txt',
      '.hidden/..x',
      'v1.0/a+b~c@d',
      '%2e%2e',
    ]) {
      expect(rawPath(path.split('/')), path).toBe(path);
    }
  });

  it('D5.9 refuses every part that some system reads as another path', () => {
    for (const segments of [
      [],
      [''],
      ['a', '', 'b'],
      ['.'],
      ['..'],
      ['a', '..', 'b'],
      ['...'],
      ['a.'],
      ['a '],
      ['a', 'b. '],
      ['a\\b'],
      ['..\\a'],
      ['a/b'],
      ['../a'],
      ['a\0b'],
      ['a\nb'],
      ['a\r'],
      ['a\u007f'],
      ['a\u0085'],
      ['a\u2028b'],
      ['\u202egpj.exe'],
      ['u\u0308'],
      ['\ud800'],
      ['a'.repeat(256)],
      Array.from({ length: 600 }, () => 'ab'),
    ]) {
      expect(() => rawPath(segments), JSON.stringify(segments).slice(0, 60)).toThrow(
        expect.objectContaining({ code: 'RAW_PATH_INVALID' }) as Error,
      );
    }
  });
});
