import { describe, expect, it } from 'vitest';
import { LocalCache } from './local-cache.ts';

const options = { entriesMax: 100, ttlMs: 60_000 };
const one = { value: 1 };
const two = { value: 2 };

describe('a local cache', () => {
  it('loads a key once, however many ask', async () => {
    const cache = new LocalCache<object>(options);
    let loads = 0;
    const load = () => {
      loads += 1;
      return Promise.resolve(one);
    };
    await Promise.all(Array.from({ length: 50 }, () => cache.get('key', load)));
    expect(await cache.get('key', load)).toBe(one);
    expect(cache.peek('key')).toBe(one);
    expect(loads).toBe(1);
  });

  it.each(['delete', 'clear'] as const)(
    'D3.11 keeps nothing that was loading when a %s came',
    async (act) => {
      const cache = new LocalCache<object>(options);
      const slow = Promise.withResolvers<object>();
      const before = cache.get('key', () => slow.promise);
      cache[act]('key');
      const after = cache.get('key', () => Promise.resolve(two));
      slow.resolve(one);
      expect(await before).toBe(one);
      expect(await after).toBe(two);
      expect(cache.peek('key')).toBe(two);
    },
  );

  it('lets one who waits leave, and the others have their answer', async () => {
    const cache = new LocalCache<object>(options);
    const slow = Promise.withResolvers<object>();
    const leaving = new AbortController();
    const first = cache.get('key', () => slow.promise, leaving.signal);
    const second = cache.get('key', () => Promise.reject(new Error('loaded twice')));
    leaving.abort(new Error('the client left'));
    await expect(first).rejects.toThrow('the client left');
    slow.resolve(one);
    expect(await second).toBe(one);
    expect(cache.peek('key')).toBe(one);
  });

  it('does not keep a failure', async () => {
    const cache = new LocalCache<object>(options);
    const failed = cache.get('key', () => Promise.reject(new Error('broken')));
    await expect(failed).rejects.toThrow('broken');
    expect(await cache.get('key', () => Promise.resolve(one))).toBe(one);
  });

  it('forgets after its time', async () => {
    const cache = new LocalCache<object>({ ...options, ttlMs: 20 });
    await cache.get('key', () => Promise.resolve(one));
    await expect.poll(() => cache.peek('key')).toBeUndefined();
  });
});
