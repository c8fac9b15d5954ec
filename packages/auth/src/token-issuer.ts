import { assert, type Clock, newId, systemClock } from '@bonded/kernel';
import { CompactSign } from 'jose';
import type { KeyRing } from './key-ring.ts';
import { type TokenClaims, type TokenKind, tokenCharsMax, tokenKinds } from './token-kind.ts';

export interface TokenIssuerOptions {
  /** The ring of the moment: asked at every token, so that a rotation needs no restart. */
  readonly ring: () => KeyRing;
  /** The `iss` claim: the public address of the gateway. */
  readonly issuer: string;
  readonly clock?: Clock;
}

export interface IssuedToken {
  readonly token: string;
  readonly tokenId: string;
  readonly expiresAt: Date;
  readonly lifetimeSeconds: number;
}

/** Signs tokens of every kind with the newest key of the ring. */
export class TokenIssuer {
  readonly #options: TokenIssuerOptions;
  readonly #clock: Clock;

  constructor(options: TokenIssuerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Issues a token of `kind`, for its longest lifetime unless a shorter one is asked for. */
  async issue<K extends TokenKind>(
    kind: K,
    claims: TokenClaims[K],
    lifetimeSeconds: number = tokenKinds[kind].lifetimeSecondsMax,
  ): Promise<IssuedToken> {
    const rule = tokenKinds[kind];
    assert(
      lifetimeSeconds > 0 && lifetimeSeconds <= rule.lifetimeSecondsMax,
      `a token of this kind lives at most ${rule.lifetimeSecondsMax} seconds`,
    );
    const now = this.#clock.now();
    const tokenId = newId(now.getTime());
    const iat = Math.floor(now.getTime() / 1000);
    const exp = iat + Math.ceil(lifetimeSeconds);
    const payload = {
      iss: this.#options.issuer,
      aud: rule.audience,
      ...encodeClaims(kind, claims),
      iat,
      nbf: iat,
      exp,
      jti: tokenId,
    };
    const token = await this.#sign(rule.typ, JSON.stringify(payload), now);
    return { token, tokenId, expiresAt: new Date(exp * 1000), lifetimeSeconds: exp - iat };
  }

  async #sign(typ: string, payload: string, now: Date): Promise<string> {
    const { kid, privateKey } = this.#options.ring().signingKey(now);
    const token = await new CompactSign(Buffer.from(payload, 'utf8'))
      .setProtectedHeader({ alg: 'RS256', kid, typ })
      .sign(privateKey);
    assert(token.length <= tokenCharsMax, `a token has at most ${tokenCharsMax} characters`);
    return token;
  }
}

function encodeClaims<K extends TokenKind>(kind: K, claims: TokenClaims[K]) {
  const values = new Map<string, unknown>(Object.entries(claims));
  return Object.fromEntries(
    Object.entries(tokenKinds[kind].claimNames).map(([property, name]) => {
      const value = values.get(property);
      assert(typeof value === 'string' && value !== '', `the claim ${property} is not empty`);
      return [name, value];
    }),
  );
}
