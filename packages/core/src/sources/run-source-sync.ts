import type { VcsSource } from '@bonded/database';
import { AppError, assert } from '@bonded/kernel';
import type { RateBudget, VcsFacts } from '@bonded/vcs';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { withLease } from '../supply/index.ts';
import { type PlacedSource, withRepository } from './find-source.ts';
import { failureOf } from './note-failure.ts';
import { type OpenedSource, openKept } from './open-source.ts';
import { readChangedRefs } from './read-changed-refs.ts';
import { settleMoved } from './settle-moved.ts';

const syncMsMax = 30 * 60_000;
/** A source that fails is asked again no sooner than this, however often it is polled. */
const failedRestMs = 60_000;

export type SyncPorts = Pick<Ports, 'database' | 'egress' | 'formats' | 'sources' | 'clock'>;

/**
 * The job behind every sync: lists the refs, reads those whose commit is another than before, and
 * holds what was taken in of a tag that moved. One process of all does it for a source. A failure
 * is written down for who looks after the source; the next sync goes on where this one ended.
 */
export async function runSourceSync(
  ports: SyncPorts,
  actor: Actor,
  { sourceId }: { readonly sourceId: string },
  signal: AbortSignal,
): Promise<void> {
  const name = `source ${sourceId}`;
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(syncMsMax)]);
  await withLease(ports.database, { name, signal: bounded }, async (held) => {
    const source = await ports.database.prisma.vcsSource.findUnique({
      where: { id: sourceId },
      include: withRepository,
    });
    if (source === null || source.isPaused || isSilenced(source, ports.clock.now())) return;
    await sync(ports, actor, source, held);
  });
}

/** Its forge wants no more requests, whoever wants a sync. */
function isSilenced({ rateRemaining, rateResetAt }: VcsSource, now: Date): boolean {
  return rateRemaining === 0 && rateResetAt !== null && rateResetAt > now;
}

async function sync(
  ports: SyncPorts,
  actor: Actor,
  source: PlacedSource,
  signal: AbortSignal,
): Promise<void> {
  let opened: OpenedSource | undefined;
  try {
    opened = openKept(ports, source, signal);
    const facts = await opened.driver.facts(opened.call);
    await readRefs(ports, source, { opened, facts });
    await settleMoved(ports, actor, { sourceId: source.id });
    await noteSuccess(ports, source, { facts, budget: opened.budget() });
  } catch (error) {
    if (signal.aborted && !(error instanceof AppError)) throw error;
    await noteEnd(ports, source, { error, budget: opened?.budget() ?? null });
    if (!(error instanceof AppError)) throw error;
  }
}

async function readRefs(
  ports: SyncPorts,
  source: PlacedSource,
  { opened, facts }: { readonly opened: OpenedSource; readonly facts: VcsFacts },
): Promise<void> {
  const format = ports.formats.find(({ id }) => id === source.repository.format)?.source;
  assert(format !== undefined, 'a source is only made in a format that takes sources');
  const refs = await opened.driver.refs(opened.call);
  await readChangedRefs(ports, { source, opened, format, refs, facts });
}

interface Success {
  readonly facts: VcsFacts;
  readonly budget: RateBudget | null;
}

async function noteSuccess(
  { database, clock }: SyncPorts,
  { id, pollSeconds }: VcsSource,
  { facts, budget }: Success,
): Promise<void> {
  const now = clock.now();
  await database.prisma.vcsSource.updateMany({
    where: { id },
    data: {
      ...facts,
      ...rateOf(budget),
      syncedAt: now,
      failedAt: null,
      failure: null,
      dueAt: new Date(now.getTime() + pollSeconds * 1000),
    },
  });
}

async function noteEnd(
  { database, clock }: SyncPorts,
  { id, pollSeconds }: VcsSource,
  { error, budget }: { readonly error: unknown; readonly budget: RateBudget | null },
): Promise<void> {
  const now = clock.now();
  const until = error instanceof AppError ? error.details['until'] : undefined;
  const restMs = Math.max(pollSeconds * 1000, failedRestMs);
  const resumesAt = typeof until === 'number' ? new Date(until) : null;
  await database.prisma.vcsSource.updateMany({
    where: { id },
    data: {
      ...rateOf(budget),
      ...(resumesAt !== null && { rateRemaining: 0, rateResetAt: resumesAt }),
      failedAt: now,
      failure: failureOf(error),
      dueAt: resumesAt ?? new Date(now.getTime() + restMs),
    },
  });
}

function rateOf(budget: RateBudget | null) {
  if (budget === null) return { rateLimit: null, rateRemaining: null, rateResetAt: null };
  const { limit, remaining, resetAt } = budget;
  return { rateLimit: limit, rateRemaining: remaining, rateResetAt: resetAt };
}
