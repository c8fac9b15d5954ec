import { describe, expect, it } from 'vitest';
import { imageNameOf, isTag } from './names.ts';

const invalid: unknown = expect.objectContaining({ code: 'OCI_NAME_INVALID' });

describe('imageNameOf', () => {
  it.each(['app', 'team/app', 'a/b/c/d', 'x.y_z__w--v', '0', 'blobs', 'tags/list/app'])(
    'takes %s',
    (name) => expect(imageNameOf(name.split('/'))).toBe(name),
  );

  it.each(['', 'App', 'a..b', '.a', 'a.', 'a___b', '-a', 'a_', 'a/', '/a', 'a b', 'a:b', 'é'])(
    'refuses "%s"',
    (name) => expect(() => imageNameOf(name.split('/'))).toThrow(invalid),
  );

  it('refuses what no client could ask for, quickly', () => {
    const started = performance.now();
    expect(() => imageNameOf(['a'.repeat(100_000)])).toThrow(invalid);
    expect(() => imageNameOf([`${'a-'.repeat(90)}!`])).toThrow(invalid);
    expect(() => imageNameOf([])).toThrow(invalid);
    expect(performance.now() - started).toBeLessThan(100);
  });
});

describe('isTag', () => {
  it('knows tags from digests and from what is neither', () => {
    for (const tag of ['latest', '1.0', '_x', 'a'.repeat(128)]) expect(isTag(tag)).toBe(true);
    for (const text of ['', '.x', '-x', 'a b', `sha256:${'0'.repeat(64)}`, 'a'.repeat(129)]) {
      expect(isTag(text)).toBe(false);
    }
  });
});
