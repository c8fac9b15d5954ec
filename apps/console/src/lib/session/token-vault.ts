import { LRUCache } from 'lru-cache';
import { limits } from '#lib/limits.ts';
import { newerOf, rotated, type SessionTokens, type TokenGrant } from './session-tokens.ts';

export interface TokenVaultOptions {
  readonly refresh: (refreshToken: string) => Promise<TokenGrant>;
  readonly now: () => number;
}

/**
 * The latest tokens of each session that this process has served. The cookie is the durable copy;
 * the vault bridges the moments in which a browser still sends an older one, and lets one flight at
 * a time redeem a refresh token.
 */
export class TokenVault {
  readonly #latest = new LRUCache<string, SessionTokens>({
    max: limits.sessionsInMemoryMax,
    ttl: limits.sessionMemoryMs,
  });
  readonly #flights = new Map<string, Promise<SessionTokens>>();
  readonly #options: TokenVaultOptions;

  constructor(options: TokenVaultOptions) {
    this.#options = options;
  }

  /** Tokens fit for use now. Throws what `refresh` throws when the session cannot be continued. */
  async current(fromCookie: SessionTokens): Promise<SessionTokens> {
    const { sessionId } = fromCookie;
    const tokens = newerOf(fromCookie, this.#latest.get(sessionId));
    const remainingMs = tokens.accessExpiresAtMs - this.#options.now();
    if (remainingMs > limits.accessTokenMarginMs) return tokens;
    const underWay = this.#flights.get(sessionId);
    if (underWay) return underWay;
    const flight = this.#renew(tokens).finally(() => this.#flights.delete(sessionId));
    this.#flights.set(sessionId, flight);
    return flight;
  }

  forget(sessionId: string): void {
    this.#latest.delete(sessionId);
  }

  async #renew(tokens: SessionTokens): Promise<SessionTokens> {
    const grant = await this.#options.refresh(tokens.refreshToken);
    const successor = rotated(tokens, grant, this.#options.now());
    this.#latest.set(tokens.sessionId, successor);
    return successor;
  }
}
