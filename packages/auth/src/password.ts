import { randomBytes } from 'node:crypto';
import { defineError } from '@bonded/kernel';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Semaphore } from './semaphore.ts';

/** A password above 1 KiB of UTF-8. */
const tooLong = defineError('invalid', 'PASSWORD_TOO_LONG');

/** The OWASP floor for argon2id: 19 MiB, two passes, one lane. Raise it here, never lower it. */
export const argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Longer input is refused before it is hashed. */
export const passwordBytesMax = 1024;

/** More than this at once would cost memory and starve the thread pool that files share. */
const hashingMax = 4;
const defaultHashing = 2;
const defaultWaitingMax = 128;

export interface PasswordHasherLimits {
  /** Hashes computed at once, at most 4. */
  readonly hashingMax?: number;
  /** Sign-ins that may wait for one of those places. */
  readonly waitingMax?: number;
}

/**
 * Hashes and verifies passwords, a few at a time. One per process: the bound on memory and on
 * threads is its own. Every method throws SIGN_IN_BUSY (unavailable) when too many wait.
 */
export class PasswordHasher {
  readonly #places: Semaphore;
  readonly #dummyHash = newDummyHash();

  constructor(limits: PasswordHasherLimits = {}) {
    this.#places = new Semaphore({
      runningMax: Math.min(limits.hashingMax ?? defaultHashing, hashingMax),
      waitingMax: limits.waitingMax ?? defaultWaitingMax,
    });
  }

  /** The PHC string to store. Throws PASSWORD_TOO_LONG above 1 KiB. */
  async hash(password: string, signal: AbortSignal): Promise<string> {
    if (isTooLong(password)) {
      throw tooLong(`A password is at most ${passwordBytesMax} bytes of UTF-8.`);
    }
    return this.#places.run(signal, () => hash(password, argon2Cost));
  }

  /**
   * Whether the password is the one behind `storedHash`. Pass `null` for an unknown user or one
   * without a password: the same work is done, so that time does not tell who exists.
   */
  async verify(storedHash: string | null, password: string, signal: AbortSignal): Promise<boolean> {
    if (isTooLong(password)) return false;
    const isMatch = await this.#places.run(signal, () =>
      verify(storedHash ?? this.#dummyHash, password),
    );
    return isMatch && storedHash !== null;
  }

  /** Whether a stored hash was made at a lower cost than today's: then hash again on sign-in. */
  needsRehash(storedHash: string): boolean {
    if (!storedHash.startsWith('$argon2id$')) return true;
    const made = parseOptions(storedHash);
    return (
      made.memoryCost < argon2Cost.memoryCost ||
      made.timeCost < argon2Cost.timeCost ||
      made.parallelism < argon2Cost.parallelism
    );
  }
}

function isTooLong(password: string): boolean {
  return Buffer.byteLength(password, 'utf8') > passwordBytesMax;
}

/** A well-formed hash at today's cost whose password nobody knows: its digest is random. */
function newDummyHash(): string {
  const { memoryCost, timeCost, parallelism } = argon2Cost;
  const [salt, digest] = [randomBytes(16), randomBytes(32)].map((bytes) =>
    bytes.toString('base64').replaceAll('=', ''),
  );
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${digest}`;
}
