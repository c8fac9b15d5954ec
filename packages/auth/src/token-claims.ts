import { isDigest } from '@bonded/kernel';
import { refuseToken } from './jws.ts';
import { type TokenClaims, type TokenKind, tokenKinds } from './token-kind.ts';

/** A token whose signature, issuer, audience, kind and times have all been checked. */
export interface VerifiedToken<K extends TokenKind> {
  readonly kind: K;
  readonly claims: TokenClaims[K];
  readonly tokenId: string;
  readonly keyId: string;
  readonly issuedAt: Date;
  readonly notBefore: Date;
  readonly expiresAt: Date;
}

export interface ExpectedOrigin {
  readonly issuer: string;
  readonly keyId: string;
}

const commonNames = ['iss', 'aud', 'iat', 'nbf', 'exp', 'jti'];
const claimCharsMax = 1024;
const secondsMax = 2 ** 40;

/**
 * Reads the claims of a verified payload: exactly those of its kind (RFC 8725 §3.8, §3.9).
 * A missing claim, an extra one, or one of another type is refused.
 */
export function readClaims<K extends TokenKind>(
  kind: K,
  payload: Readonly<Record<string, unknown>>,
  expected: ExpectedOrigin,
): VerifiedToken<K> {
  const rule = tokenKinds[kind];
  assertOnlyClaims(payload, [...commonNames, ...Object.values(rule.claimNames)]);
  if (payload.iss !== expected.issuer) refuseToken('another issuer');
  if (payload.aud !== rule.audience) refuseToken('another audience');
  const [iat, nbf, exp] = [seconds(payload.iat), seconds(payload.nbf), seconds(payload.exp)];
  if (exp <= iat || exp - iat > rule.lifetimeSecondsMax) refuseToken('lifetime out of bounds');
  return {
    kind,
    claims: readOwnClaims(kind, payload),
    tokenId: text(payload.jti),
    keyId: expected.keyId,
    issuedAt: new Date(iat * 1000),
    notBefore: new Date(nbf * 1000),
    expiresAt: new Date(exp * 1000),
  };
}

function readOwnClaims<K extends TokenKind>(
  kind: K,
  payload: Readonly<Record<string, unknown>>,
): TokenClaims[K] {
  const own = Object.fromEntries(
    Object.entries(tokenKinds[kind].claimNames).map(([property, name]) => [
      property,
      text(payload[name]),
    ]),
  );
  if (own.digest !== undefined && !isDigest(own.digest)) refuseToken('digest is not one');
  // The rule of a kind names each property of its claims (checked by `satisfies` at the table).
  return own as unknown as TokenClaims[K];
}

function assertOnlyClaims(payload: Readonly<Record<string, unknown>>, names: string[]): void {
  const stray = Object.keys(payload).find((name) => !names.includes(name));
  if (stray !== undefined) refuseToken('a claim that this kind does not have');
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.length > claimCharsMax) {
    return refuseToken('a claim is missing or not text');
  }
  return value;
}

function seconds(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > secondsMax) {
    return refuseToken('a time is missing or not a number of seconds');
  }
  return value;
}
