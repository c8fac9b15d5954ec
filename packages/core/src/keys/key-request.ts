import { createHash } from 'node:crypto';
import type { Prisma } from '@bonded/database';
import type { Actor } from '../access/index.ts';

/** How long somebody has to find the page and press the button. */
export const keyRequestMinutes = 10;

/** What we keep of the secret: it is random and long, so its hash tells nothing. */
export function hashRequestSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Requests that wait for an answer still. */
export function openKeyRequests(now: Date): Prisma.KeyRequestWhereInput {
  return { expiresAt: { gt: now }, refusedAt: null, grantedById: null };
}

/**
 * Requests that somebody may see: by the id, which only the terminal shows, whoever is signed in;
 * once it was granted, only who granted it.
 */
export function keyRequestsWhere({ userId }: Actor, now: Date): Prisma.KeyRequestWhereInput {
  return {
    expiresAt: { gt: now },
    refusedAt: null,
    OR: [{ grantedById: null }, ...(userId === null ? [] : [{ grantedById: userId }])],
  };
}
