/** How long a spent token still answers with its child, for clients that lost the reply. */
export const refreshReplayMs = 10_000;

/** What is stored about one token of a refresh family. */
export interface RefreshTokenState {
  readonly expiresAt: Date;
  /** When its child was handed out, or `null` while it is unused. */
  readonly usedAt: Date | null;
  /** When its family was revoked, or `null`. */
  readonly familyRevokedAt: Date | null;
}

/**
 * - `rotate`: claim it atomically (`usedAt` null to now), then hand out its child;
 * - `replay`: hand out the same child again, nothing changes;
 * - `reuse`: somebody holds a spent token: revoke the family and its sessions, raise an alert;
 * - `refuse`: expired or already revoked.
 */
export type RefreshDecision = 'rotate' | 'replay' | 'reuse' | 'refuse';

/** What a presented refresh token is worth at `now` (RFC 9700 §4.14.2). */
export function decideRefresh(state: RefreshTokenState, now: Date): RefreshDecision {
  if (state.familyRevokedAt !== null) return 'refuse';
  if (state.usedAt !== null) {
    return now.getTime() - state.usedAt.getTime() <= refreshReplayMs ? 'replay' : 'reuse';
  }
  return now < state.expiresAt ? 'rotate' : 'refuse';
}
