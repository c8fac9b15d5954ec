import { transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import {
  findRepository,
  placeOfRepository,
  repositoryPath,
  supplyInvalid,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { formatOf } from './format-of.ts';

const nameCharsMax = 512;
/** Older than any: whoever wants it next has upstream asked. */
const never = new Date(0);

const input = z.object({
  repositoryId: id,
  /** Of a package; everything where it is left out. */
  name: z.string().trim().min(1).max(nameCharsMax).optional(),
});

export type InvalidateUpstreamInput = z.input<typeof input>;

/** How many documents will be asked for anew. */
export interface Invalidated {
  readonly documentsCount: number;
}

/**
 * Has upstream asked anew for what it said, whether it is fresh or not, and without validators,
 * so that the whole of it comes. While upstream does not answer, what it said last counts still;
 * that it had nothing is forgotten. Files stay: they never change. A rest that upstream asked for
 * is kept. Errors: REPOSITORY_NOT_FOUND, ACCESS_DENIED, SUPPLY_INVALID.
 */
export async function invalidateUpstream(
  ports: Pick<Ports, 'database' | 'formats'>,
  actor: Actor,
  raw: InvalidateUpstreamInput,
): Promise<Invalidated> {
  const { repositoryId, name } = parseInput(input, raw);
  const repository = await findRepository(ports, actor, { id: repositoryId });
  const place = placeOfRepository(repository);
  const resource = { kind: 'repository', id: repositoryId, name: repositoryPath(repository) };
  await authorise(ports, actor, { action: 'repository:update', place, resource });
  if (repository.kind !== 'PROXY') {
    throw supplyInvalid('Only a proxy keeps what an upstream said.');
  }
  const { nameKeyOf = (text: string) => text } = formatOf(ports, repository).upstream ?? {};
  // What is about several packages is about this one, too.
  const about = name === undefined ? {} : { OR: [{ name: nameKeyOf(name) }, { name: null }] };
  const where = { repositoryId, ...about };
  return transact(ports.database, async (tx) => {
    const absent = await tx.upstreamDocument.deleteMany({ where: { ...where, digest: null } });
    const stale = { checkedAt: never, etag: null, lastModified: null };
    const kept = await tx.upstreamDocument.updateMany({ where, data: stale });
    await tx.upstream.updateMany({
      where: { repositoryId },
      data: { failedAt: null, failure: null },
    });
    const documentsCount = absent.count + kept.count;
    await recordAudit(tx, actor, {
      action: 'repository.invalidate',
      resource,
      place,
      details: { ...(name !== undefined && { name }), documentsCount },
    });
    announce(tx, { type: 'repository.changed', projectId: place.projectId, repositoryId });
    return { documentsCount };
  });
}
