import type { KeyObject } from 'node:crypto';
import { assert, defineError } from '@bonded/kernel';
import { type PublicJwk, readPublicJwk, type VerificationKey } from './public-jwk.ts';
import { clockSkewSeconds, tokenLifetimeSecondsMax } from './token-kind.ts';

/** No key may sign now, or this process lacks its private half. */
const noSigningKey = defineError('unavailable', 'SIGNING_KEY_NOT_AVAILABLE');

/** One signing key as it is stored, its private half unsealed where this process may sign. */
export interface KeyRingEntry {
  readonly kid: string;
  readonly publicJwk: unknown;
  readonly privateKey?: KeyObject;
  /** When it begins to sign. It is published before, so that every verifier knows it by then. */
  readonly activeFrom: Date;
  /** When it stops signing even if no newer key has taken over. */
  readonly expiresAt: Date;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

interface RingKey extends VerificationKey {
  readonly privateKey: KeyObject | undefined;
  readonly activeFromMs: number;
  /** When it signed its last token: its own end, or the start of the next key. */
  readonly retiredAtMs: number;
}

const keysMax = 16;
/** A token signed in the last moment has to outlive its key: its lifetime, and both skews. */
const verifyTailMs = (tokenLifetimeSecondsMax + 2 * clockSkewSeconds) * 1000;

/** The keys of one issuer at one time: the newest active one signs, the others still verify. */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, RingKey>;

  constructor(entries: readonly KeyRingEntry[]) {
    assert(entries.length <= keysMax, `a key ring holds at most ${keysMax} keys`);
    const oldestFirst = entries.toSorted((a, b) => a.activeFrom.getTime() - b.activeFrom.getTime());
    const keys = oldestFirst.map((entry, at) => ringKeyOf(entry, oldestFirst[at + 1]));
    this.#keys = new Map(keys.map((key) => [key.jwk.kid, key]));
    assert(this.#keys.size === entries.length, 'every key of the ring has its own id');
  }

  /** The newest active key. Throws SIGNING_KEY_NOT_AVAILABLE if it is missing or only public. */
  signingKey(now: Date): SigningKey {
    const newest = [...this.#keys.values()].findLast((key) => isSigning(key, now.getTime()));
    if (!newest?.privateKey) throw noSigningKey('No signing key is active at this time.');
    return { kid: newest.jwk.kid, privateKey: newest.privateKey };
  }

  /** The key that verifies tokens marked `kid`, until its last token has expired everywhere. */
  verificationKey(kid: string, now: Date): KeyObject | undefined {
    const key = this.#keys.get(kid);
    return key && isTrusted(key, now.getTime()) ? key.key : undefined;
  }

  /** What `/.well-known/jwks.json` answers: public members only, the next key included. */
  jwks(now: Date): { readonly keys: readonly PublicJwk[] } {
    const trusted = [...this.#keys.values()].filter((key) => isTrusted(key, now.getTime()));
    return { keys: trusted.map(({ jwk }) => jwk) };
  }
}

function ringKeyOf(entry: KeyRingEntry, next: KeyRingEntry | undefined): RingKey {
  const verification = readPublicJwk(entry.publicJwk);
  assert(verification.jwk.kid === entry.kid, 'a key is stored under its own id');
  const nextFromMs = next?.activeFrom.getTime() ?? Number.POSITIVE_INFINITY;
  return {
    ...verification,
    privateKey: entry.privateKey,
    activeFromMs: entry.activeFrom.getTime(),
    retiredAtMs: Math.min(entry.expiresAt.getTime(), nextFromMs),
  };
}

function isSigning(key: RingKey, nowMs: number): boolean {
  return key.activeFromMs <= nowMs && nowMs < key.retiredAtMs;
}

function isTrusted(key: RingKey, nowMs: number): boolean {
  return nowMs <= key.retiredAtMs + verifyTailMs;
}
