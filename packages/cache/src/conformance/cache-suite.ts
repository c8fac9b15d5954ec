import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cache, keyCharsMax, valueBytesMax } from '../cache.ts';

/** One empty place for a whole suite. */
export interface CacheMedium {
  readonly cache: Cache;
  /** Lets a little time pass: turns a clock, or does nothing where the real one rules. */
  pass(ms: number): void;
  dispose(): Promise<void>;
}

const patient = new AbortController().signal;
const hourMs = 3_600_000;

/** Everything that `Cache` promises, for any driver. */
export function describeCache(name: string, prepare: () => Promise<CacheMedium>): void {
  describe(`the ${name} cache`, () => {
    let medium: CacheMedium;
    let cache: Cache;
    beforeAll(async () => {
      medium = await prepare();
      cache = medium.cache;
    });
    afterAll(() => medium.dispose());

    test('a key that was never set has no value', async () => {
      expect(await cache.get('absent', patient)).toBeUndefined();
    });

    test.each([
      ['text', 'naïve 名 \u2028'],
      ['nothing', null],
      ['zero', 0],
      ['an object', { a: [1, { b: 'c' }], d: false }],
      ['a large text', 'x'.repeat(500_000)],
    ])('%s comes back as it was set', async (title, value) => {
      await cache.set(title, value, hourMs, patient);
      expect(await cache.get(title, patient)).toEqual(value);
    });

    test('the last value that was set is the one that comes back', async () => {
      await cache.set('twice', 1, hourMs, patient);
      await cache.set('twice', 2, hourMs, patient);
      expect(await cache.get('twice', patient)).toBe(2);
    });

    test('changing what was set, or what came back, changes nothing inside', async () => {
      const value = { list: [1] };
      await cache.set('copy', value, hourMs, patient);
      value.list.push(2);
      const first = await cache.get<typeof value>('copy', patient);
      first?.list.push(3);
      expect(await cache.get('copy', patient)).toEqual({ list: [1] });
    });

    test('a deleted key is gone, and deleting it again is no error', async () => {
      await cache.set('deleted', 1, hourMs, patient);
      await cache.delete('deleted', patient);
      await cache.delete('deleted', patient);
      expect(await cache.get('deleted', patient)).toBeUndefined();
    });

    test('a value is gone when its time is over, and not its neighbour', async () => {
      await cache.set('brief', 1, 80, patient);
      await cache.set('lasting', 2, hourMs, patient);
      const value = () => {
        medium.pass(20);
        return cache.get('brief', patient);
      };
      await expect.poll(value).toBeUndefined();
      expect(await cache.get('lasting', patient)).toBe(2);
    });

    test('setting a key again gives it a new time', async () => {
      await cache.set('renewed', 1, 80, patient);
      await cache.set('renewed', 2, hourMs, patient);
      await cache.set('marker', 1, 100, patient);
      const marker = () => {
        medium.pass(20);
        return cache.get('marker', patient);
      };
      await expect.poll(marker).toBeUndefined();
      expect(await cache.get('renewed', patient)).toBe(2);
    });

    test('keys of any characters stay apart', async () => {
      const keys = ['a b', 'a\nb', 'a\0b', 'a:b', 'a*', 'ü', '{a}', '__proto__', 'a'.repeat(1024)];
      await Promise.all(keys.map((key) => cache.set(key, key, hourMs, patient)));
      const values = await Promise.all(keys.map((key) => cache.get(key, patient)));
      expect(values).toEqual(keys);
    });

    test('a value above the bound is not kept, nor the one it was to replace', async () => {
      await cache.set('large', 'small', hourMs, patient);
      await cache.set('large', 'x'.repeat(valueBytesMax + 1), hourMs, patient);
      expect(await cache.get('large', patient)).toBeUndefined();
    });

    test('a key above the bound is a mistake of ours', async () => {
      const key = 'k'.repeat(keyCharsMax + 1);
      await expect(cache.get(key, patient)).rejects.toThrow(/at most 1024 characters/);
    });

    test('parallel writers of one key leave one of their values', async () => {
      const values = Array.from({ length: 50 }, (_, at) => at);
      await Promise.all(values.map((value) => cache.set('race', value, hourMs, patient)));
      expect(values).toContain(await cache.get('race', patient));
    });

    test('a call that was aborted rejects with the reason and does nothing', async () => {
      const aborted = AbortSignal.abort(new Error('gone'));
      await expect(cache.set('aborted', 1, hourMs, aborted)).rejects.toThrow('gone');
      await expect(cache.get('aborted', aborted)).rejects.toThrow('gone');
      await expect(cache.delete('aborted', aborted)).rejects.toThrow('gone');
      expect(await cache.get('aborted', patient)).toBeUndefined();
    });
  });
}
