import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { defineError } from '@bonded/kernel';
import { hasRocaFingerprint } from './roca-fingerprint.ts';

/** A public key has the wrong type, use or algorithm, is too weak, or shows its private half. */
const notUsable = defineError('invalid', 'VERIFICATION_KEY_NOT_USABLE');

/** The public half of a signing key, as published: these members and no others. */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly kid: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
}

/** A public key that has passed every check and may verify tokens. */
export interface VerificationKey {
  readonly jwk: PublicJwk;
  readonly key: KeyObject;
}

export const modulusBitsMin = 2048;
const modulusBitsMax = 8192;
const kidPattern = /^[\x21-\x7e]{1,128}$/;
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const usualExponent = 65_537n;

/**
 * Reads one RSA key of a JWK set (RFC 7517) that may verify RS256. Throws
 * VERIFICATION_KEY_NOT_USABLE for any other type, use, algorithm or strength, and for a set
 * that gives a private member away.
 */
export function readPublicJwk(value: unknown): VerificationKey {
  const jwk = asMembers(value);
  if (jwk.kty !== 'RSA') throw notUsable('The key is not an RSA key.');
  if (jwk.alg !== undefined && jwk.alg !== 'RS256') throw notUsable('The key is not for RS256.');
  if (jwk.use !== undefined && jwk.use !== 'sig') throw notUsable('The key is not for signatures.');
  if (!mayVerify(jwk.key_ops)) throw notUsable('The key is not for verification.');
  if (privateMembers.some((member) => member in jwk)) {
    throw notUsable('The key set publishes a private key.');
  }
  const { kid, n, e } = jwk;
  if (typeof kid !== 'string' || !kidPattern.test(kid))
    throw notUsable('The key has no usable id.');
  if (typeof n !== 'string' || typeof e !== 'string') throw notUsable('The key lacks a member.');
  const published: PublicJwk = { kty: 'RSA', n, e, kid, alg: 'RS256', use: 'sig' };
  return { jwk: published, key: importStrongKey({ kty: 'RSA', n, e }) };
}

function asMembers(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notUsable('A key is a JSON object.');
  }
  return { ...value };
}

function mayVerify(keyOps: unknown): boolean {
  return keyOps === undefined || (Array.isArray(keyOps) && keyOps.includes('verify'));
}

function importStrongKey(jwk: JsonWebKey): KeyObject {
  const key = importKey(jwk);
  const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (modulusLength < modulusBitsMin || modulusLength > modulusBitsMax) {
    throw notUsable(`The key has ${modulusLength} bits; ${modulusBitsMin} are the least.`);
  }
  if (publicExponent !== usualExponent) throw notUsable('The key has an unusual exponent.');
  const modulus = BigInt(`0x${Buffer.from(jwk.n ?? '', 'base64url').toString('hex')}`);
  if (hasRocaFingerprint(modulus)) throw notUsable('The key comes from a broken generator.');
  return key;
}

function importKey(jwk: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch (cause) {
    throw notUsable('The key is not well formed.', { cause });
  }
}
