import type {
  KeyEncryptionKey,
  LoginThrottle,
  PackageSigningKey,
  PasswordHasher,
  TokenIssuer,
  TokenVerifier,
} from '@bonded/auth';
import type { LocalCache } from '@bonded/cache';
import type { Secret } from '@bonded/kernel';
import type { Ports } from '../ports.ts';
import type { Principal } from './principal.ts';

/** A use of an API key that was written down. */
export interface KeyUse {
  readonly at: Date;
}

/** What knowing people takes, beside the database. */
export interface IdentityPorts extends Pick<Ports, 'database' | 'clock'> {
  readonly passwords: PasswordHasher;
  readonly throttle: LoginThrottle;
  readonly tokens: TokenIssuer;
  readonly verifier: TokenVerifier;
  /** Keys the hashes of API keys. */
  readonly pepper: Secret<Uint8Array>;
  /** Derives each refresh token's one successor. */
  readonly refreshSecret: Secret<Uint8Array>;
  /** Signs for clients what a registry lists (npm). */
  readonly packageSigningKey: PackageSigningKey;
  /** Who stands behind a credential, by a keyed hash of it. Emptied by `access.changed`. */
  readonly principals: LocalCache<Principal>;
  /** Which uses of API keys were written down a moment ago. */
  readonly keyUses: LocalCache<KeyUse>;
}

export type { KeyEncryptionKey };
