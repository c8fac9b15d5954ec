import { type Action, type Actor, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository, type RepositoryWithProject } from './find-repository.ts';

/** Groups in groups, at most. */
export const nestingMax = 4;
export const membersMax = 50;

/**
 * The repositories that a group shows to somebody, in its order, each judged for the very caller:
 * who may read the group need not be allowed to read what lies in it.
 */
export async function membersFor(
  ports: Pick<Ports, 'database' | 'caches'>,
  actor: Actor,
  { group, action }: { readonly group: RepositoryWithProject; readonly action: Action },
): Promise<readonly RepositoryWithProject[]> {
  const all = await allMembers(ports, group);
  return all.filter((member) => can(actor, action, placeOfRepository(member)));
}

/** Whoever may read them: for judging what a group gives out, never for showing it. */
export function allMembers(
  ports: Pick<Ports, 'database' | 'caches'>,
  group: RepositoryWithProject,
): Promise<readonly RepositoryWithProject[]> {
  return ports.caches.members.get(group.id, () => loadMembers(ports, group, nestingMax));
}

/** Whose own rows a repository shows to somebody: its own, or those of a group's members. */
export async function holdersFor(
  ports: Pick<Ports, 'database' | 'caches'>,
  actor: Actor,
  repository: RepositoryWithProject,
): Promise<readonly RepositoryWithProject[]> {
  if (repository.kind !== 'GROUP') return [repository];
  return membersFor(ports, actor, { group: repository, action: 'artifact:read' });
}

/** A nested group stands for its own members; a repository counts where it comes first. */
async function loadMembers(
  ports: Pick<Ports, 'database'>,
  group: RepositoryWithProject,
  nestingLeft: number,
): Promise<readonly RepositoryWithProject[]> {
  const rows = await ports.database.prisma.member.findMany({
    where: { groupId: group.id },
    orderBy: { position: 'asc' },
    take: membersMax,
    include: { repository: { include: { project: true } } },
  });
  const found = new Map<string, RepositoryWithProject>();
  for (const { repository } of rows) {
    const isGroup = repository.kind === 'GROUP';
    if (isGroup && nestingLeft === 0) continue;
    const shown = isGroup ? await loadMembers(ports, repository, nestingLeft - 1) : [repository];
    for (const member of shown) if (!found.has(member.id)) found.set(member.id, member);
  }
  return [...found.values()];
}
