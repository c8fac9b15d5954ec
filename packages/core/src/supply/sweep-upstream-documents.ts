import type { Ports } from '../ports.ts';

/** What an upstream said is kept for as long after somebody last wanted it. */
export const wantedForMs = 90 * 24 * 60 * 60_000;
/** That it had nothing is believed for seconds, and needed by nobody after that. */
export const absentForMs = 24 * 60 * 60_000;
const pageSize = 1_000;

/**
 * Forgets what upstreams said and nobody has wanted for long. What cannot be had again now stays:
 * of an upstream that is set aside, or that did not answer when it was last asked. Returns how many
 * documents went.
 */
export async function sweepUpstreamDocuments(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  signal: AbortSignal,
): Promise<number> {
  const now = clock.now().getTime();
  const [unwantedSince, absentSince] = [new Date(now - wantedForMs), new Date(now - absentForMs)];
  let swept = 0;
  for (;;) {
    signal.throwIfAborted();
    // Asked for since it was listed: the second look is at the row as it is then.
    const count = await database.prisma.$executeRaw`
      DELETE FROM upstream_documents WHERE asked_at < ${absentSince} AND id IN (
        SELECT document.id FROM upstream_documents AS document
        JOIN upstreams ON upstreams.repository_id = document.repository_id
        WHERE (asked_at < ${unwantedSince} OR (digest IS NULL AND asked_at < ${absentSince}))
          AND NOT is_offline
          AND (failed_at IS NULL OR answered_at > failed_at)
        LIMIT ${pageSize}
      )`;
    swept += count;
    if (count < pageSize) return swept;
  }
}
