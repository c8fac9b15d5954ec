import { createHash } from 'node:crypto';
import { type NamedDigest, readNamedDigest } from '@bonded/core/deposits';
import { ociDigestInvalid } from './errors.ts';

/** Errors: OCI_DIGEST_INVALID. */
export function requireDigest(text: string | null): NamedDigest {
  const digest = readNamedDigest(text ?? '');
  if (digest !== null) return digest;
  throw ociDigestInvalid('A digest is "sha256:" or "sha512:" and its lower-case hex digits.');
}

/** The digest of some bytes by one algorithm. */
export function digestOf(bytes: Buffer, algorithm: NamedDigest['algorithm']): NamedDigest {
  const hex = createHash(algorithm).update(bytes).digest('hex');
  return requireDigest(`${algorithm}:${hex}`);
}
