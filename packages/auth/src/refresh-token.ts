import { createHash, createHmac, randomBytes } from 'node:crypto';
import { assert, type Secret } from '@bonded/kernel';

/** `bnr_` and 43 base64url characters: 256 bits that mean nothing to anybody but us. */
export type RefreshToken = string & { readonly __brand: 'RefreshToken' };

const mark = 'bnr_';
const tokenBytes = 32;
const tokenPattern = /^bnr_[0-9A-Za-z_-]{43}$/;
const secretBytesMin = 32;

/** The first token of a family. */
export function newRefreshToken(): RefreshToken {
  return asToken(randomBytes(tokenBytes));
}

/** The token, or `undefined` when the text cannot be one. */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  // The pattern is what the brand promises.
  return tokenPattern.test(text) ? (text as RefreshToken) : undefined;
}

/**
 * The one child of a token. It is derived, not drawn: whoever repeats a refresh whose reply was
 * lost gets the same child again, and no plaintext is ever stored. Without `secret` a stolen
 * parent does not give its child away.
 */
export function successorOf(token: RefreshToken, secret: Secret<Uint8Array>): RefreshToken {
  assert(secret.reveal().length >= secretBytesMin, 'the derivation secret is at least 32 bytes');
  return asToken(
    createHmac('sha256', secret.reveal()).update(`refresh-successor:${token}`).digest(),
  );
}

/** Under what a token is stored: SHA-256 in hex. With 256 random bits no slow hash is needed. */
export function hashRefreshToken(token: RefreshToken): string {
  return createHash('sha256').update(token).digest('hex');
}

function asToken(bytes: Buffer): RefreshToken {
  // The brand is given here and in `parseRefreshToken`, nowhere else.
  return `${mark}${bytes.toString('base64url')}` as RefreshToken;
}
