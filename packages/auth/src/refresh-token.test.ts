import { randomBytes } from 'node:crypto';
import { Secret } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { decideRefresh, refreshReplayMs } from './refresh-decision.ts';
import {
  hashRefreshToken,
  newRefreshToken,
  parseRefreshToken,
  successorOf,
} from './refresh-token.ts';

const secret = new Secret<Uint8Array>(randomBytes(32));

describe('refresh tokens', () => {
  it('D3.8 100 uses of one token give one child', () => {
    const parent = newRefreshToken();
    const children = new Set(Array.from({ length: 100 }, () => successorOf(parent, secret)));
    expect(children.size).toBe(1);
  });

  it('D3.8 a family of 1,000 generations never repeats a token', () => {
    const family = new Set<string>();
    let token = newRefreshToken();
    for (let generation = 0; generation < 1_000; generation += 1) {
      family.add(token);
      token = successorOf(token, secret);
    }
    expect(family.size).toBe(1_000);
  });

  it('D3.8 a child cannot be derived from a stolen parent without the secret', () => {
    const parent = newRefreshToken();
    const guess = successorOf(parent, new Secret<Uint8Array>(randomBytes(32)));
    expect(guess).not.toBe(successorOf(parent, secret));
    expect(() => successorOf(parent, new Secret<Uint8Array>(randomBytes(8)))).toThrow(/32 bytes/);
  });

  it('are recognised by shape and stored only as a hash', () => {
    const token = newRefreshToken();
    expect(parseRefreshToken(token)).toBe(token);
    expect(parseRefreshToken(successorOf(token, secret))).toBeDefined();
    for (const text of ['', 'bnr_', token.slice(1), `${token}A`, `${token}\n`]) {
      expect(parseRefreshToken(text)).toBeUndefined();
    }
    expect(hashRefreshToken(token)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the decision on a presented refresh token', () => {
  const now = new Date('2030-01-01T00:00:00Z');
  const fresh = { expiresAt: after(60_000), usedAt: null, familyRevokedAt: null };

  it('D3.8 rotates once, replays within ten seconds, then takes a second use for theft', () => {
    expect(decideRefresh(fresh, now)).toBe('rotate');
    expect(decideRefresh({ ...fresh, usedAt: now }, now)).toBe('replay');
    expect(decideRefresh({ ...fresh, usedAt: after(-refreshReplayMs) }, now)).toBe('replay');
    expect(decideRefresh({ ...fresh, usedAt: after(-refreshReplayMs - 1) }, now)).toBe('reuse');
  });

  it('D3.8 still sees theft after the token itself has expired', () => {
    const spent = { ...fresh, expiresAt: after(-1), usedAt: after(-60_000) };
    expect(decideRefresh(spent, now)).toBe('reuse');
  });

  it('refuses what has expired or belongs to a revoked family', () => {
    expect(decideRefresh({ ...fresh, expiresAt: now }, now)).toBe('refuse');
    expect(decideRefresh({ ...fresh, familyRevokedAt: after(-1) }, now)).toBe('refuse');
    expect(decideRefresh({ ...fresh, usedAt: now, familyRevokedAt: now }, now)).toBe('refuse');
  });

  function after(ms: number): Date {
    return new Date(now.getTime() + ms);
  }
});
