import { defineError } from './app-error.ts';

/** The lower-case hex SHA-256 of some bytes: 64 characters, no prefix. Blobs are named by it. */
export type Digest = string & { readonly __brand: 'Digest' };

/** A text that should be a SHA-256 and is not one. */
const digestInvalid = defineError('invalid', 'DIGEST_INVALID');

const digestPattern = /^[0-9a-f]{64}$/;

export function isDigest(text: string): text is Digest {
  return digestPattern.test(text);
}

/** Reads `<hex>` or `sha256:<hex>`, upper or lower case. */
export function parseDigest(text: string): Digest {
  const hex = text.toLowerCase().replace(/^sha256:/, '');
  if (isDigest(hex)) return hex;
  throw digestInvalid('A digest is 64 hexadecimal characters, with or without "sha256:".');
}
