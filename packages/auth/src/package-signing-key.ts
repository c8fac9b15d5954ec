import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
} from 'node:crypto';
import type { Secret } from '@bonded/kernel';

/** Vouches to clients for what a registry lists: ECDSA over P-256 with SHA-256. */
export interface PackageSigningKey {
  /** `SHA256:` and the digest of the public key, as npm names keys. */
  readonly keyId: string;
  /** The public half as SPKI DER in base64. */
  readonly publicKey: string;
  /** A DER signature in base64. Signing twice gives two signatures, and both are good. */
  readonly sign: (text: string) => string;
}

const curve = 'prime256v1';
const curveOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** 128 bits more than the order has: no key is likelier than another (FIPS 186-5, A.2.1). */
const drawnBytes = 48;
const scalarBytes = 32;

/** The one key that a secret of the installation stands for. */
export function packageSigningKeyFrom(secret: Secret<Uint8Array>): PackageSigningKey {
  const privateKey = createPrivateKey({ format: 'jwk', key: jwkOf(scalarFrom(secret)) });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const fingerprint = createHash('sha256').update(spki).digest('base64').replaceAll('=', '');
  return {
    keyId: `SHA256:${fingerprint}`,
    publicKey: spki.toString('base64'),
    sign: (text) => sign('sha256', Buffer.from(text), privateKey).toString('base64'),
  };
}

function scalarFrom(secret: Secret<Uint8Array>): Buffer {
  const drawn = hkdfSync('sha256', secret.reveal(), '', 'package-signing-key', drawnBytes);
  const number = BigInt(`0x${Buffer.from(drawn).toString('hex')}`);
  const scalar = (number % (curveOrder - 1n)) + 1n;
  return Buffer.from(scalar.toString(16).padStart(2 * scalarBytes, '0'), 'hex');
}

function jwkOf(scalar: Buffer) {
  const pair = createECDH(curve);
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    d: scalar.toString('base64url'),
    x: point.subarray(1, 1 + scalarBytes).toString('base64url'),
    y: point.subarray(1 + scalarBytes).toString('base64url'),
  };
}
