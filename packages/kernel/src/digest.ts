import { AppError } from './app-error.ts';

/** The lower-case hex SHA-256 of some bytes: 64 characters, no prefix. Blobs are named by it. */
export type Digest = string & { readonly __brand: 'Digest' };

const digestPattern = /^[0-9a-f]{64}$/;

export function isDigest(text: string): text is Digest {
  return digestPattern.test(text);
}

/** Reads `<hex>` or `sha256:<hex>`, upper or lower case. */
export function parseDigest(text: string): Digest {
  const hex = text.toLowerCase().replace(/^sha256:/, '');
  if (isDigest(hex)) return hex;
  throw new AppError({
    code: 'DIGEST_INVALID',
    kind: 'invalid',
    message: 'A digest is 64 hexadecimal characters, with or without the prefix "sha256:".',
  });
}
