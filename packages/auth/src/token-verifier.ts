import { createHash } from 'node:crypto';
import { type Clock, defineError, systemClock } from '@bonded/kernel';
import { LRUCache } from 'lru-cache';
import {
  type FindVerificationKey,
  type JwsHeader,
  parseCanonicalObject,
  readJwsHeader,
  refuseToken,
  verifyJws,
} from './jws.ts';
import { readClaims, type VerifiedToken } from './token-claims.ts';
import { clockSkewSeconds, type TokenKind, tokenKinds } from './token-kind.ts';

/** The token was right, and its time is over: refresh it. */
const tokenExpired = defineError('unauthenticated', 'TOKEN_EXPIRED');

export interface TokenVerifierOptions {
  readonly findKey: FindVerificationKey;
  /** The only `iss` that is believed. */
  readonly issuer: string;
  readonly clock?: Clock;
}

const rememberedMax = 10_000;
const skewMs = clockSkewSeconds * 1000;

/** Verifies tokens without asking anybody, and remembers what it has verified. */
export class TokenVerifier {
  readonly #findKey: FindVerificationKey;
  readonly #issuer: string;
  readonly #clock: Clock;
  readonly #remembered = new LRUCache<string, VerifiedToken<TokenKind>>({ max: rememberedMax });

  constructor(options: TokenVerifierOptions) {
    this.#findKey = options.findKey;
    this.#issuer = options.issuer;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * What a token of `kind` says. Throws TOKEN_EXPIRED, or TOKEN_INVALID for everything else that
   * is wrong with it. Revocation is the caller's question: ask it after every call, with
   * `claims.sessionId`, for a remembered token too.
   */
  async verify<K extends TokenKind>(
    kind: K,
    token: string,
    signal: AbortSignal,
  ): Promise<VerifiedToken<K>> {
    const header = readJwsHeader(token);
    if (header.typ !== tokenKinds[kind].typ) refuseToken('another kind of token');
    // Asked even for a remembered token, so that removing a key ends its tokens at once.
    const key = await this.#findKey(header.kid, signal);
    if (!key) return refuseToken('unknown key id');
    const hash = createHash('sha256').update(token).digest('base64');
    const remembered = this.#remembered.get(hash);
    if (remembered && isOfKind(remembered, kind)) return this.#assertLive(remembered);
    const payload = await verifyJws(token, key);
    const verified = this.#read(kind, payload, header);
    this.#remembered.set(hash, verified);
    return verified;
  }

  /** Of what kind a text says that it is, unverified: which to ask `verify` for. Else null. */
  kindOf(token: string): TokenKind | null {
    const { typ } = readJwsHeader(token);
    // NOTE: the keys of the table are its type.
    const kinds = Object.keys(tokenKinds) as TokenKind[];
    return kinds.find((kind) => tokenKinds[kind].typ === typ) ?? null;
  }

  #read<K extends TokenKind>(kind: K, payload: string, header: JwsHeader): VerifiedToken<K> {
    const members = parseCanonicalObject(payload);
    const verified = readClaims(kind, members, { issuer: this.#issuer, keyId: header.kid });
    const nowMs = this.#clock.now().getTime();
    if (verified.issuedAt.getTime() > nowMs + skewMs) refuseToken('issued in the future');
    if (verified.notBefore.getTime() > nowMs + skewMs) refuseToken('not valid yet');
    return this.#assertLive(verified);
  }

  #assertLive<K extends TokenKind>(verified: VerifiedToken<K>): VerifiedToken<K> {
    if (this.#clock.now().getTime() >= verified.expiresAt.getTime() + skewMs) {
      throw tokenExpired('The token has expired.');
    }
    return verified;
  }
}

function isOfKind<K extends TokenKind>(
  token: VerifiedToken<TokenKind>,
  kind: K,
): token is VerifiedToken<K> {
  return token.kind === kind;
}
