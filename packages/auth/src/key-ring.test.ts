import { beforeAll, describe, expect, it } from 'vitest';
import { KeyRing, type KeyRingEntry } from './key-ring.ts';
import {
  exportPrivateKey,
  type GeneratedKey,
  generateSigningKey,
  importPrivateKey,
} from './signing-key.ts';
import { clockSkewSeconds, tokenLifetimeSecondsMax } from './token-kind.ts';

const startMs = Date.parse('2030-01-01T00:00:00Z');
const dayMs = 86_400_000;
const at = (ms: number) => new Date(startMs + ms);

let first: GeneratedKey;
let second: GeneratedKey;
beforeAll(async () => {
  first = await generateSigningKey({ activeFrom: at(0), expiresAt: at(90 * dayMs) });
  second = await generateSigningKey({ activeFrom: at(dayMs), expiresAt: at(91 * dayMs) });
});

describe('a key ring', () => {
  it('D3.10 signs with the newest key that is active', () => {
    const ring = new KeyRing([second, first]);
    expect(ring.signingKey(at(0)).kid).toBe(first.kid);
    expect(ring.signingKey(at(dayMs - 1)).kid).toBe(first.kid);
    expect(ring.signingKey(at(dayMs)).kid).toBe(second.kid);
  });

  it('D3.10 publishes the next key before it signs', () => {
    const kids = new KeyRing([first, second]).jwks(at(0)).keys.map(({ kid }) => kid);
    expect(kids).toEqual([first.kid, second.kid]);
    expect(new KeyRing([first, second]).verificationKey(second.kid, at(0))).toBeDefined();
  });

  it('D3.10 trusts an old key until its last token has expired, skew included', () => {
    const ring = new KeyRing([first, second]);
    const lastMs = dayMs + (tokenLifetimeSecondsMax + 2 * clockSkewSeconds) * 1000;
    expect(ring.verificationKey(first.kid, at(lastMs))).toBeDefined();
    expect(ring.verificationKey(first.kid, at(lastMs + 1))).toBeUndefined();
    expect(ring.jwks(at(lastMs + 1)).keys.map(({ kid }) => kid)).toEqual([second.kid]);
  });

  it('D3.10 publishes no private member', () => {
    const published = new KeyRing([first, second]).jwks(at(0)).keys;
    expect(published).toHaveLength(2);
    for (const jwk of published) {
      expect(Object.keys(jwk).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    }
  });

  it('does not sign before, after, or without the private half', () => {
    const refused = { code: 'SIGNING_KEY_NOT_AVAILABLE', kind: 'unavailable' };
    expect(() => new KeyRing([first]).signingKey(at(-1))).toThrow(expect.objectContaining(refused));
    expect(() => new KeyRing([first]).signingKey(at(90 * dayMs))).toThrow(/No signing key/);
    const { privateKey: _, ...publicOnly } = first;
    expect(() => new KeyRing([publicOnly]).signingKey(at(0))).toThrow(/No signing key/);
    expect(new KeyRing([publicOnly]).verificationKey(first.kid, at(0))).toBeDefined();
  });

  it('refuses two keys of one id, foreign ids, and private members in the public half', () => {
    expect(() => new KeyRing([first, first])).toThrow(/its own id/);
    expect(() => new KeyRing([{ ...first, kid: 'other' }])).toThrow(/under its own id/);
    const leaky: KeyRingEntry = {
      ...first,
      publicJwk: { ...first.privateKey.export({ format: 'jwk' }), kid: first.kid },
    };
    expect(() => new KeyRing([leaky])).toThrow(/private key/);
  });
});

describe('a signing key', () => {
  it('has 2048 bits at least', async () => {
    expect(first.privateKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    const weak = generateSigningKey({ activeFrom: at(0), expiresAt: at(1) }, 1024);
    await expect(weak).rejects.toThrow(/at least 2048/);
  });

  it('survives being stored', () => {
    const restored = importPrivateKey(exportPrivateKey(first.privateKey));
    expect(restored.equals(first.privateKey)).toBe(true);
  });
});
