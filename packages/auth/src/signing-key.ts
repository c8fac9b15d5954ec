import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { assert } from '@bonded/kernel';
import { calculateJwkThumbprint } from 'jose';
import type { KeyRingEntry } from './key-ring.ts';
import { modulusBitsMin, type PublicJwk } from './public-jwk.ts';

export interface SigningKeyTimes {
  readonly activeFrom: Date;
  readonly expiresAt: Date;
}

/** A new entry for a key ring. Its id is the thumbprint of the key (RFC 7638). */
export type GeneratedKey = KeyRingEntry & {
  readonly publicJwk: PublicJwk;
  readonly privateKey: KeyObject;
};

/** Draws an RSA key pair of 2048 bits or more: about 100 ms, off the main thread. */
export async function generateSigningKey(
  times: SigningKeyTimes,
  modulusBits: number = modulusBitsMin,
): Promise<GeneratedKey> {
  assert(modulusBits >= modulusBitsMin, `a signing key has at least ${modulusBitsMin} bits`);
  assert(times.activeFrom < times.expiresAt, 'a key expires after it becomes active');
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: modulusBits });
  const { n, e } = pair.publicKey.export({ format: 'jwk' });
  assert(n && e, 'an RSA public key has a modulus and an exponent');
  const kid = await calculateJwkThumbprint({ kty: 'RSA', n, e });
  const publicJwk: PublicJwk = { kty: 'RSA', n, e, kid, alg: 'RS256', use: 'sig' };
  return { kid, publicJwk, privateKey: pair.privateKey, ...times };
}

/** The private half as PKCS #8 DER, to be sealed before it is stored. */
export function exportPrivateKey(key: KeyObject): Buffer {
  return key.export({ type: 'pkcs8', format: 'der' });
}

/** The private half back from what `exportPrivateKey` gave. */
export function importPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' });
}
