import { type Actor, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository, type RepositoryWithProject } from './find-repository.ts';
import { membersMax } from './members.ts';

/** What a group names, in its order, as far as the actor may see it. Nested groups stay whole. */
export async function listMembers(
  { database }: Pick<Ports, 'database'>,
  actor: Actor,
  groupId: string,
): Promise<readonly RepositoryWithProject[]> {
  const rows = await database.prisma.member.findMany({
    where: { groupId },
    orderBy: { position: 'asc' },
    take: membersMax,
    include: { repository: { include: { project: true } } },
  });
  return rows
    .map(({ repository }) => repository)
    .filter((member) => can(actor, 'repository:read', placeOfRepository(member)));
}
