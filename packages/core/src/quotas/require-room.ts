import { isQuotaViolation, type Tx } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { missingBytes, readQuota } from './quota.ts';
import { type Refused, refuseOverQuota } from './refuse-over-quota.ts';

type QuotaPorts = Pick<Ports, 'database' | 'addresses'>;

/**
 * Refuses what has no room, before its bytes are taken or kept. No promise where it does not:
 * `countHeld` has the last word. What replaces something needs room for both. Errors:
 * QUOTA_EXCEEDED.
 */
export async function requireRoom(ports: QuotaPorts, actor: Actor, wanted: Refused): Promise<void> {
  const { projectId } = wanted.repository;
  const { prisma } = ports.database;
  const { usedBytes, limitBytes } = await readQuota(prisma, projectId);
  if (limitBytes === null) return;
  const neededBytes = await missingBytes(prisma, projectId, wanted.needed);
  if (neededBytes === 0n || usedBytes + neededBytes <= limitBytes) return;
  throw await refuseOverQuota(ports, actor, wanted);
}

/**
 * Counts now what would be counted at the commit: a transaction that adds blobs does it last, and
 * fails where its project would hold too much. Nobody gets past it: from here on the count is
 * locked until the commit.
 */
export async function countHeld(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET CONSTRAINTS project_blobs_counted IMMEDIATE`;
}

/** Runs what ends with `countHeld`, and gives the receipt where there is no room. */
export async function withinQuota<T>(
  ports: QuotaPorts,
  actor: Actor,
  wanted: Refused,
  act: () => Promise<T>,
): Promise<T> {
  await requireRoom(ports, actor, wanted);
  try {
    return await act();
  } catch (error) {
    if (!isQuotaViolation(error)) throw error;
    // Another publisher took the room in between.
    throw await refuseOverQuota(ports, actor, wanted);
  }
}
