import {
  type AttemptCounter,
  type KeyEncryptionKey,
  type KeyRing,
  LoginThrottle,
  PasswordHasher,
  packageSigningKeyFrom,
  TokenIssuer,
  TokenVerifier,
} from '@bonded/auth';
import {
  createKeyUseCache,
  createPrincipalCache,
  ensureBuiltInRoles,
  type IdentityPorts,
  installationSecret,
  type KeyRingPorts,
  keepKeyRing,
} from '@bonded/core/identity';

export interface IdentityOptions extends KeyRingPorts {
  readonly keks: readonly KeyEncryptionKey[];
  readonly counter: AttemptCounter;
  /** The `iss` of our tokens: the public address. */
  readonly issuer: string;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

export interface Identity {
  readonly ports: IdentityPorts;
  readonly ring: () => KeyRing;
}

/** Everything that knowing people takes: keys loaded and kept, secrets opened, roles in place. */
export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { database, clock, events, keks, issuer } = options;
  await ensureBuiltInRoles(database);
  const ring = await keepKeyRing(options, options);
  const ports: IdentityPorts = {
    database,
    clock,
    passwords: new PasswordHasher(),
    throttle: new LoginThrottle(options.counter),
    tokens: new TokenIssuer({ ring, issuer, clock }),
    verifier: new TokenVerifier({
      issuer,
      clock,
      findKey: (kid) => Promise.resolve(ring().verificationKey(kid, clock.now())),
    }),
    pepper: await installationSecret(database, keks, 'api-key-pepper'),
    refreshSecret: await installationSecret(database, keks, 'refresh-successor'),
    packageSigningKey: packageSigningKeyFrom(
      await installationSecret(database, keks, 'package-signing-key'),
    ),
    principals: createPrincipalCache(events),
    keyUses: createKeyUseCache(),
  };
  return { ports, ring };
}
