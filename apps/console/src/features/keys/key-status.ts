import type { KeyPartsFragment } from '#generated/graphql.ts';
import type { StampTone } from '#ui/Stamp.tsx';

const warningMs = 14 * 24 * 60 * 60 * 1000;

export type KeyStatus = 'active' | 'expiring' | 'expired' | 'revoked';

export const keyTones: Readonly<Record<KeyStatus, StampTone>> = {
  active: 'cleared',
  expiring: 'held',
  expired: 'neutral',
  revoked: 'refused',
};

/** Whether a key still works, and whether somebody should renew it soon. */
export function keyStatus(
  key: Pick<KeyPartsFragment, 'revokedAt' | 'expiresAt'>,
  nowMs: number,
): KeyStatus {
  if (key.revokedAt) return 'revoked';
  if (!key.expiresAt) return 'active';
  const leftMs = new Date(key.expiresAt).getTime() - nowMs;
  if (leftMs <= 0) return 'expired';
  return leftMs < warningMs ? 'expiring' : 'active';
}
