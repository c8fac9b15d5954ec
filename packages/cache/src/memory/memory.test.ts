import { randomInt } from 'node:crypto';
import { fakeClock } from '@bonded/testing';
import { describe, expect, test } from 'vitest';
import { describeCache, describeRateCounter } from '../conformance.ts';
import { openMemoryCache, openMemoryRateCounter } from './index.ts';

const patient = new AbortController().signal;

describeCache('memory', () => {
  const clock = fakeClock();
  const cache = openMemoryCache({ clock });
  return Promise.resolve({ cache, pass: clock.advance, dispose: () => Promise.resolve() });
});

describeRateCounter('memory', () => {
  const clock = fakeClock();
  const counter = openMemoryRateCounter({ clock });
  return Promise.resolve({
    counters: [counter, counter],
    pass: clock.advance,
    nowMs: () => clock.now().getTime(),
    dispose: () => counter[Symbol.asyncDispose](),
  });
});

describe('the bounds of memory', () => {
  test('the cache forgets the least used when its bytes are full', async () => {
    const cache = openMemoryCache({ bytesMax: 10_000 });
    for (let at = 0; at < 100; at += 1) {
      await cache.set(`key-${at}`, 'x'.repeat(1_000), 60_000, patient);
      await cache.get('key-0', patient);
    }
    expect(await cache.get('key-0', patient)).toBeDefined();
    expect(await cache.get('key-1', patient)).toBeUndefined();
    expect(await cache.get('key-99', patient)).toBeDefined();
  });

  test('the counter forgets the least used key when it counts too many', async () => {
    const counter = openMemoryRateCounter({ keysMax: 10 });
    const limit = { countMax: 1, windowMs: 60_000 };
    for (let at = 0; at < 11; at += 1) await counter.take(`key-${at}`, limit, patient);
    expect((await counter.take('key-10', limit, patient)).admitted).toBe(false);
    expect((await counter.take('key-0', limit, patient)).admitted).toBe(true);
  });
});

test('D3.20 no window of a minute, wherever it starts, admits more than its limit', async () => {
  const clock = fakeClock();
  const counter = openMemoryRateCounter({ clock });
  const limit = { countMax: 100, windowMs: 60_000 };
  const seed = randomInt(2 ** 31);
  const next = randomFrom(seed);
  const admittedAtMs: number[] = [];
  for (let event = 0; event < 20_000; event += 1) {
    // Bursts and pauses: what makes a counter of fixed windows admit twice its limit.
    clock.advance(next() < 0.02 ? next() * 40_000 : next() * 30);
    const verdict = await counter.take('key', limit, patient);
    if (verdict.admitted) admittedAtMs.push(clock.now().getTime());
  }
  const crowded = admittedAtMs.filter((atMs, index) => {
    const hundredth = admittedAtMs[index + limit.countMax];
    return hundredth !== undefined && hundredth - atMs < limit.windowMs;
  });
  expect(crowded, `seed ${seed}`).toEqual([]);
  expect(admittedAtMs.length).toBeGreaterThan(500);
});

/** A small generator that repeats itself for a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
