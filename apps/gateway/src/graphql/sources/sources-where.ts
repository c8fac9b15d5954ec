import { type Actor, repositoriesWhere } from '@bonded/core/access';
import type { Prisma } from '@bonded/database';

/** Sources are for who looks after their repository. */
export function sourcesWhere(actor: Actor): Prisma.VcsSourceWhereInput {
  return { repository: repositoriesWhere(actor, 'repository:update') };
}
