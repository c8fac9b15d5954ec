import { newId, parseDigest } from '@bonded/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { KeyRing } from './key-ring.ts';
import { type GeneratedKey, generateSigningKey } from './signing-key.ts';
import { TokenIssuer } from './token-issuer.ts';
import { type TokenKind, tokenKinds } from './token-kind.ts';
import { TokenVerifier } from './token-verifier.ts';

const issuer = 'https://bonded.test';
const startMs = Date.parse('2030-01-01T00:00:00Z');
const patient = new AbortController().signal;
const session = { subject: newId(), sessionId: newId() };
const file = {
  subject: newId(),
  digest: parseDigest('ab'.repeat(32)),
  repositoryId: newId(),
  fileName: 'naïve "file" 名.tgz',
  contentType: 'application/gzip',
};

let key: GeneratedKey;
beforeAll(async () => {
  key = await generateSigningKey({
    activeFrom: new Date(startMs - 1),
    expiresAt: new Date(startMs + 86_400_000),
  });
});

/** An issuer and a verifier that share a ring and a clock which the test turns. */
function newWorld() {
  const world = { nowMs: startMs, ring: new KeyRing([key]) };
  const clock = { now: () => new Date(world.nowMs) };
  const findKey = (kid: string) => world.ring.verificationKey(kid, clock.now());
  return Object.assign(world, {
    tokens: new TokenIssuer({ ring: () => world.ring, issuer, clock }),
    verifier: new TokenVerifier({ findKey, issuer, clock }),
  });
}

describe('a token', () => {
  it('says after verification what was said when it was issued', async () => {
    const { tokens, verifier } = newWorld();
    const issued = await tokens.issue('access', session);
    const verified = await verifier.verify('access', issued.token, patient);
    expect(verified).toMatchObject({ kind: 'access', claims: session, tokenId: issued.tokenId });
    expect(verified.expiresAt).toEqual(issued.expiresAt);
    expect(issued.lifetimeSeconds).toBe(tokenKinds.access.lifetimeSecondsMax);

    const capability = await tokens.issue('capability', file);
    const read = await verifier.verify('capability', capability.token, patient);
    expect(read.claims).toEqual(file);
  });

  it('D3.9 of one kind never passes for another', async () => {
    const { tokens, verifier } = newWorld();
    const issued = {
      access: (await tokens.issue('access', session)).token,
      registry: (await tokens.issue('registry', { subject: 'ada', holder: 'user:ada' })).token,
      service: (await tokens.issue('service', { subject: 'blob', scope: 'ingest' })).token,
      capability: (await tokens.issue('capability', file)).token,
    };
    const refused = { code: 'TOKEN_INVALID' };
    const kinds = Object.keys(tokenKinds) as TokenKind[];
    for (const made of kinds) {
      for (const asked of kinds) {
        const verified = verifier.verify(asked, issued[made], patient);
        const [outcome] = await Promise.allSettled([verified]);
        const expected = made === asked ? { value: { kind: made } } : { reason: refused };
        expect(outcome).toMatchObject(expected);
      }
    }
    expect(new Set(kinds.map((kind) => tokenKinds[kind].typ)).size).toBe(kinds.length);
    expect(new Set(kinds.map((kind) => tokenKinds[kind].audience)).size).toBe(kinds.length);
  });

  it('D3.9 lives until its end and five seconds of skew, remembered or not', async () => {
    const world = newWorld();
    const { token } = await world.tokens.issue('access', session, 60);
    world.nowMs = startMs + 64_999;
    await expect(world.verifier.verify('access', token, patient)).resolves.toBeDefined();
    world.nowMs = startMs + 65_000;
    const expired = { code: 'TOKEN_EXPIRED', kind: 'unauthenticated' };
    await expect(world.verifier.verify('access', token, patient)).rejects.toMatchObject(expired);
    const fresh = newWorld();
    fresh.nowMs = world.nowMs;
    await expect(fresh.verifier.verify('access', token, patient)).rejects.toMatchObject(expired);
  });

  it('D3.9 is believed up to five seconds before its time, not earlier', async () => {
    const world = newWorld();
    const { token } = await world.tokens.issue('access', session);
    world.nowMs = startMs - 5_001;
    const early = world.verifier.verify('access', token, patient);
    await expect(early).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    world.nowMs = startMs - 5_000;
    await expect(world.verifier.verify('access', token, patient)).resolves.toBeDefined();
  });

  it('D3.10 ends at once when its key leaves the ring, though it was remembered', async () => {
    const world = newWorld();
    const { token } = await world.tokens.issue('access', session);
    await world.verifier.verify('access', token, patient);
    world.ring = new KeyRing([]);
    const verified = world.verifier.verify('access', token, patient);
    await expect(verified).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it('cannot be issued for longer than its kind allows, nor with an empty claim', async () => {
    const { tokens } = newWorld();
    await expect(tokens.issue('capability', file, 61)).rejects.toThrow(/at most 60 seconds/);
    const empty = tokens.issue('access', { subject: '', sessionId: 's' });
    await expect(empty).rejects.toThrow(/not empty/);
  });

  it('names no file so long that it would not fit', async () => {
    const { tokens } = newWorld();
    const huge = { ...file, fileName: 'x'.repeat(4_000) };
    await expect(tokens.issue('capability', huge)).rejects.toThrow(/at most 4096 characters/);
  });
});
