import type { KeyObject } from 'node:crypto';
import { defineError } from '@bonded/kernel';
import { compactVerify, errors } from 'jose';
import { tokenCharsMax } from './token-kind.ts';

/** A token that is not ours, not whole or not for this use. The reason is in `cause`. */
export const tokenInvalid = defineError('unauthenticated', 'TOKEN_INVALID');

/** Finds the public key of an id. `undefined` means unknown; a throw means not reachable now. */
export type FindVerificationKey = (
  kid: string,
  signal: AbortSignal,
) => Promise<KeyObject | undefined> | KeyObject | undefined;

export interface JwsHeader {
  readonly kid: string;
  readonly typ: string | undefined;
}

const headerMembers = new Set(['alg', 'kid', 'typ']);

/** Refuses a token, saying why to the log and nothing to the client. */
export function refuseToken(reason: string): never {
  throw tokenInvalid('The token is not valid.', { cause: new Error(reason) });
}

/**
 * Reads the protected header of a compact JWS (RFC 7515 §7.1), unverified. Only `alg`, `kid` and
 * `typ` may appear: `jwk`, `jku`, `x5u`, `crit`, `b64` and `zip` end here (RFC 8725 §3).
 */
export function readJwsHeader(token: string): JwsHeader {
  if (token.length > tokenCharsMax) refuseToken('longer than any token of ours');
  const segments = token.split('.');
  if (segments.length !== 3) refuseToken('not three segments');
  const [headerText] = segments.map(decodeCanonical);
  const header = parseCanonicalObject(headerText ?? '');
  const stray = Object.keys(header).find((member) => !headerMembers.has(member));
  if (stray !== undefined) refuseToken(`header member ${stray}`);
  const { alg, kid, typ } = header;
  if (alg !== 'RS256') refuseToken('algorithm is not RS256');
  if (typeof kid !== 'string' || kid === '') refuseToken('no key id');
  if (typ !== undefined && typeof typ !== 'string') refuseToken('typ is not text');
  return { kid, typ };
}

/** Verifies the signature and returns the payload as text. Throws TOKEN_INVALID. */
export async function verifyJws(token: string, key: KeyObject): Promise<string> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: ['RS256'] });
    return Buffer.from(payload).toString('utf8');
  } catch (error) {
    if (error instanceof errors.JOSEError) return refuseToken(error.message);
    throw error;
  }
}

/**
 * Parses JSON as our issuer writes it. Text that does not come back the same has a duplicate
 * member, which parsers read differently, or was not written by us.
 */
export function parseCanonicalObject(text: string): Record<string, unknown> {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuseToken('not a JSON object');
  }
  if (JSON.stringify(value) !== text) refuseToken('duplicate member or foreign spelling');
  return { ...value };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuseToken('not JSON');
  }
}

/** Decodes base64url that has one spelling only: no padding, no stray bits, no other alphabet. */
function decodeCanonical(segment: string): string {
  const bytes = Buffer.from(segment, 'base64url');
  if (bytes.toString('base64url') !== segment) refuseToken('not base64url');
  return bytes.toString('utf8');
}
