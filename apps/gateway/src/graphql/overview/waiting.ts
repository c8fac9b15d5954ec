import { type Actor, repositoriesWhere } from '@bonded/core/access';
import type { PrismaClient } from '@bonded/database';
import { countUpTo } from '../lists/delegate.ts';

/** How many artifacts wait in quarantine, of those that the actor may see there. */
export function countWaiting(prisma: PrismaClient, actor: Actor): Promise<number> {
  return countUpTo(prisma, 'Artifact', {
    state: 'QUARANTINED',
    deletedAt: null,
    repository: repositoriesWhere(actor, 'artifact:read-held'),
  });
}
