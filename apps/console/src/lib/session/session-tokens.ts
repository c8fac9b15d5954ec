/** What the console's server knows of one signed-in browser. Never serialised to a page. */
export interface SessionTokens {
  readonly sessionId: string;
  readonly username: string;
  readonly accessToken: string;
  readonly accessExpiresAtMs: number;
  readonly refreshToken: string;
  /** Counts rotations, so that of two copies the later one is known. */
  readonly generation: number;
}

/** The gateway's answer to a sign-in and to a refresh. `expiresIn` is in seconds. */
export interface TokenGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

export function newerOf(one: SessionTokens, other: SessionTokens | undefined): SessionTokens {
  return other && other.generation > one.generation ? other : one;
}

/** The next generation of a session after the gateway rotated its tokens. */
export function rotated(tokens: SessionTokens, grant: TokenGrant, nowMs: number): SessionTokens {
  return {
    ...tokens,
    accessToken: grant.accessToken,
    accessExpiresAtMs: nowMs + grant.expiresIn * 1000,
    refreshToken: grant.refreshToken,
    generation: tokens.generation + 1,
  };
}
