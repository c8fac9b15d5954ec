import type { Digest } from '@bonded/kernel';

/** What each kind of token says, beside its issuer, audience, times and id. */
export interface TokenClaims {
  /** A signed-in person or robot. Only as good as its session: ask whether that was revoked. */
  readonly access: { readonly subject: string; readonly sessionId: string };
  /**
   * Somebody at the registry of images, for minutes: a stand-in for the credential that it was
   * given for. It says who, never what they may: that is asked at every request.
   */
  readonly registry: { readonly subject: string; readonly holder: string };
  /** One of our processes speaking to another. */
  readonly service: { readonly subject: string; readonly scope: string };
  /** Leave to read one file once decided: bytes by digest, and how to name them. */
  readonly capability: {
    readonly subject: string;
    readonly digest: Digest;
    readonly repositoryId: string;
    readonly fileName: string;
    readonly contentType: string;
  };
}

export type TokenKind = keyof TokenClaims;

export interface TokenKindRule {
  /** The `typ` header (RFC 8725 §3.11): no two kinds share it, so none passes for another. */
  readonly typ: string;
  readonly audience: string;
  readonly lifetimeSecondsMax: number;
  /** Each property of the claims and the JWT claim that carries it; all are non-empty text. */
  readonly claimNames: Readonly<Record<string, string>>;
}

export const tokenKinds = {
  access: {
    typ: 'at+jwt',
    audience: 'bonded',
    lifetimeSecondsMax: 3600,
    claimNames: { subject: 'sub', sessionId: 'sid' },
  },
  registry: {
    typ: 'bonded-registry+jwt',
    audience: 'bonded-registry',
    lifetimeSecondsMax: 900,
    claimNames: { subject: 'sub', holder: 'holder' },
  },
  service: {
    typ: 'bonded-service+jwt',
    audience: 'bonded-internal',
    lifetimeSecondsMax: 120,
    claimNames: { subject: 'sub', scope: 'scope' },
  },
  capability: {
    typ: 'bonded-capability+jwt',
    audience: 'bonded-blob',
    lifetimeSecondsMax: 60,
    claimNames: {
      subject: 'sub',
      digest: 'digest',
      repositoryId: 'repository',
      fileName: 'file_name',
      contentType: 'content_type',
    },
  },
} as const satisfies { [K in TokenKind]: ClaimRule<K> };

/** The rule of a kind names a claim for exactly the properties of its claims. */
type ClaimRule<K extends TokenKind> = TokenKindRule & {
  readonly claimNames: Readonly<Record<keyof TokenClaims[K], string>>;
};

/** How far two clocks may disagree. */
export const clockSkewSeconds = 5;

/** How long the longest-lived token can outlive the key that signed it. */
export const tokenLifetimeSecondsMax = Math.max(
  ...Object.values(tokenKinds).map((kind) => kind.lifetimeSecondsMax),
);

/** Longer text is not a token of ours. */
export const tokenCharsMax = 4096;
