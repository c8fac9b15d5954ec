import { addJob, transact } from '@bonded/database';
import { isId } from '@bonded/kernel';
import type { HookEvent } from '@bonded/vcs';
import { serviceActor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { hookRefused } from './errors.ts';
import { sourceResource, withRepository } from './find-source.ts';

/** A push of many refs calls many times: they are one sync. */
const settlingMs = 2_000;
/** Calls within this are one in the log. */
const loggedEveryMs = 60_000;

const hookActor = serviceActor('vcs-hook', []);

export interface HookCall {
  readonly sourceId: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/**
 * Takes a forge's word that something was pushed, if it is signed with the secret of the source:
 * then the source is asked a moment later. What the body says is never believed. Errors:
 * SOURCE_HOOK_REFUSED, also for a source that is not there.
 */
export async function receiveHook(
  ports: Pick<Ports, 'database' | 'sources' | 'clock'>,
  { sourceId, headers, body }: HookCall,
): Promise<HookEvent> {
  const { database, sources, clock } = ports;
  const source = isId(sourceId)
    ? await database.prisma.vcsSource.findUnique({
        where: { id: sourceId },
        include: withRepository,
      })
    : null;
  if (source === null) throw refused();
  const secret = sources.unseal({ sourceId, for: 'hook' }, source.sealedHookSecret);
  const now = clock.now();
  const event = sources.driver(source.kind).verifyHook({ headers, body, secret, now });
  if (event === null) throw refused();
  if (event === 'other' || source.isPaused) return event;
  await transact(database, async (tx) => {
    const isLogged = now.getTime() - (source.hookedAt?.getTime() ?? 0) < loggedEveryMs;
    await tx.vcsSource.updateMany({ where: { id: sourceId }, data: { hookedAt: now } });
    if (!isLogged) {
      await recordAudit(tx, hookActor, {
        action: 'source.hook',
        resource: sourceResource(source),
        place: placeOfRepository(source.repository),
      });
    }
    const runAt = new Date(now.getTime() + settlingMs);
    await addJob(tx, 'sync_source', { sourceId }, { jobKey: `source:${sourceId}`, runAt });
  });
  return event;
}

function refused() {
  return hookRefused('There is no such hook, or the call is not signed with its secret.');
}
