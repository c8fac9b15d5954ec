import { createHash } from 'node:crypto';
import { defineError } from '@bonded/kernel';
import { type IpAddress, subscriberKeyOf } from './ip-address.ts';

/** Too many failed sign-ins for this account, from this address, or altogether. */
const rateLimited = defineError('rate-limited', 'LOGIN_RATE_LIMITED');

export interface AttemptLimit {
  readonly countMax: number;
  readonly windowMs: number;
}

/** What is needed to count attempts across replicas. Takes and gives back atomically. */
export interface AttemptCounter {
  /** Counts one more event if the window has room for it. */
  take(
    key: string,
    limit: AttemptLimit,
    signal: AbortSignal,
  ): Promise<{ readonly admitted: boolean; readonly retryAfterMs: number }>;
  /** Uncounts one event that turned out not to matter. */
  giveBack(key: string, limit: AttemptLimit, signal: AbortSignal): Promise<void>;
}

/**
 * What an attempt proves before its password is looked at. It must be verified and unforgeable:
 * a device id that we signed after an earlier sign-in, or a one-time code that is right.
 */
export type LoginProof =
  | { readonly kind: 'none' }
  | { readonly kind: 'known-device'; readonly deviceId: string }
  | { readonly kind: 'second-factor' };

export interface LoginAttempt {
  /** The user name as typed, whether or not it exists. */
  readonly account: string;
  readonly address: IpAddress;
  readonly proof: LoginProof;
}

export interface LoginLimits {
  readonly account: AttemptLimit;
  readonly address: AttemptLimit;
  readonly everyone: AttemptLimit;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Failures, not sign-ins: an attempt that succeeds gives its place back. */
export const defaultLoginLimits: LoginLimits = {
  account: { countMax: 10, windowMs: hourMs },
  address: { countMax: 100, windowMs: hourMs },
  everyone: { countMax: 5_000, windowMs: 10 * minuteMs },
};

interface Bound {
  readonly key: string;
  readonly limit: AttemptLimit;
}

/** An attempt that may go on. What was counted for it stays counted unless it is given back. */
export interface AdmittedAttempt {
  /** Call after the right password, or when the attempt ended before its password was checked. */
  giveBack(signal: AbortSignal): Promise<void>;
}

/**
 * Admits sign-in attempts so that guessing is slow and lockout is no weapon. An attempt takes its
 * place before the password is checked, so a hundred at once cannot slip past the count together.
 * Attempts that prove something are counted apart, where no stranger can use the places up.
 */
export class LoginThrottle {
  readonly #counter: AttemptCounter;
  readonly #limits: LoginLimits;

  constructor(counter: AttemptCounter, limits: LoginLimits = defaultLoginLimits) {
    this.#counter = counter;
    this.#limits = limits;
  }

  /** Throws LOGIN_RATE_LIMITED with `retryAfterSeconds`, the same for known and unknown users. */
  async admit(attempt: LoginAttempt, signal: AbortSignal): Promise<AdmittedAttempt> {
    const taken: Bound[] = [];
    const giveBack = async (giveBackSignal: AbortSignal) => {
      for (const { key, limit } of taken.splice(0)) {
        await this.#counter.giveBack(key, limit, giveBackSignal);
      }
    };
    for (const bound of boundsOf(attempt, this.#limits)) {
      const verdict = await this.#counter.take(bound.key, bound.limit, signal);
      if (verdict.admitted) {
        taken.push(bound);
        continue;
      }
      await giveBack(signal);
      throw rateLimited('Too many failed sign-ins. Try again later.', {
        details: { retryAfterSeconds: Math.ceil(verdict.retryAfterMs / 1000) },
        cause: new Error(`limit reached: ${bound.key}`),
      });
    }
    return { giveBack };
  }
}

/** Everyone and address first: they bound how many account keys a stranger can create. */
function boundsOf(attempt: LoginAttempt, limits: LoginLimits): readonly Bound[] {
  const account = accountKeyOf(attempt.account);
  switch (attempt.proof.kind) {
    case 'known-device': {
      const device = shortHash(attempt.proof.deviceId);
      return [{ key: `login:device:${account}:${device}`, limit: limits.account }];
    }
    case 'second-factor':
      return [{ key: `login:factor:${account}`, limit: limits.account }];
    default:
      return [
        { key: 'login:everyone', limit: limits.everyone },
        { key: `login:address:${subscriberKeyOf(attempt.address)}`, limit: limits.address },
        { key: `login:account:${account}`, limit: limits.account },
      ];
  }
}

/** Spellings of one user name share a count; the store never sees the name. */
function accountKeyOf(account: string): string {
  return shortHash(account.normalize('NFKC').trim().toLowerCase());
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
