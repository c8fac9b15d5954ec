import { randomBytes, randomInt } from 'node:crypto';
import { Secret } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { apiKeyPattern, displayPrefixOf, hashApiKey, newApiKey, parseApiKey } from './api-key.ts';
import { randomBase62, toBase62 } from './base62.ts';

const pepper = new Secret<Uint8Array>(randomBytes(32));

describe('API keys', () => {
  it('D3.6 carry at least 178 random bits and match the published pattern', () => {
    const key = newApiKey();
    const randomChars = key.length - 'bnd_'.length - 6;
    expect(randomChars * Math.log2(62)).toBeGreaterThanOrEqual(178);
    expect(key).toMatch(apiKeyPattern);
    expect(parseApiKey(key)).toBe(key);
  });

  it('D3.6 10,000 mistyped keys are all refused by their text alone', () => {
    const misspellings = [replaceOne, swapNeighbours, dropOne, doubleOne];
    const accepted = Array.from({ length: 10_000 }, (_, round) => {
      const key = newApiKey();
      const mistyped = misspellings[round % misspellings.length]?.(key) ?? '';
      return mistyped !== key && parseApiKey(mistyped) !== undefined;
    });
    expect(accepted.filter(Boolean)).toHaveLength(0);
  });

  it('are refused with blanks around, in another case of the mark, or with other letters', () => {
    const key = newApiKey();
    for (const text of [` ${key}`, `${key}\n`, key.replace('bnd', 'BND'), `${key.slice(0, -1)}-`]) {
      expect(parseApiKey(text)).toBeUndefined();
    }
  });

  it('show at most four of their random characters', () => {
    const key = newApiKey();
    expect(displayPrefixOf(key)).toBe(key.slice(0, 8));
  });

  it('D3.6 are stored under a hash that another pepper changes', () => {
    const key = newApiKey();
    const hash = hashApiKey(key, pepper);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashApiKey(key, pepper)).toBe(hash);
    expect(hashApiKey(key, new Secret<Uint8Array>(randomBytes(32)))).not.toBe(hash);
    expect(() => hashApiKey(key, new Secret<Uint8Array>(randomBytes(16)))).toThrow(/32 bytes/);
  });

  it('keep the checksum of the released format for ever', () => {
    // Computed by another implementation: crc32 of 32 times 'A' is 0xad316f1e.
    const frozen = 'bnd_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA3Ae0o2';
    expect(parseApiKey(frozen)).toBe(frozen);
  });
});

describe('base62', () => {
  it('D3.6 draws every digit equally often', () => {
    const draws = 620_000;
    const counts = new Map<string, number>();
    for (const digit of randomBase62(draws)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    const expected = draws / 62;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: a fair draw exceeds 130 less than once in a million runs, while
    // taking a random byte modulo 62 would score about 3,900.
    expect(chiSquare).toBeLessThan(130);
  });

  it('writes numbers with leading zeros', () => {
    expect(toBase62(0, 6)).toBe('000000');
    expect(toBase62(61, 6)).toBe('00000z');
    expect(toBase62(2 ** 32 - 1, 6)).toBe('4gfFC3');
  });
});

function position(key: string): number {
  return randomInt(4, key.length - 1);
}

function replaceOne(key: string): string {
  const at = position(key);
  return key.slice(0, at) + randomBase62(1) + key.slice(at + 1);
}

function swapNeighbours(key: string): string {
  const at = position(key);
  return key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
}

function dropOne(key: string): string {
  const at = position(key);
  return key.slice(0, at) + key.slice(at + 1);
}

function doubleOne(key: string): string {
  const at = position(key);
  return key.slice(0, at) + key.charAt(at) + key.slice(at);
}
