import type { Ports } from '../ports.ts';
import { supplyInvalid } from './errors.ts';
import { type RepositoryWithProject, repositoryPath } from './find-repository.ts';
import { allMembers, membersMax } from './members.ts';

/**
 * Where what is published at a repository's address goes: to itself, or to the member that a group
 * names for it; null where it names none, and for proxies. Who may publish there is for the caller
 * to ask.
 */
export async function findWriteTarget(
  ports: Pick<Ports, 'database' | 'caches'>,
  repository: RepositoryWithProject,
): Promise<RepositoryWithProject | null> {
  const { kind, writeTargetId } = repository;
  if (kind === 'HOSTED') return repository;
  if (writeTargetId === null) return null;
  const members = await allMembers(ports, repository);
  return members.find(({ id }) => id === writeTargetId) ?? null;
}

export interface TargetChange {
  /** Of the group; unset while it is being made. */
  readonly id?: string | undefined;
  readonly writeTargetId?: string | null | undefined;
  /** What was found by the name that was given; null: none any more; undefined: as it is. */
  readonly wanted: RepositoryWithProject | null | undefined;
  /** The new members; null: as they are. */
  readonly members: readonly RepositoryWithProject[] | null;
}

/**
 * Checks that what a group is published to through is one of its own hosted members, before and
 * after a change of either. Errors: SUPPLY_INVALID.
 */
export async function checkWriteTarget(
  { database }: Pick<Ports, 'database'>,
  { id, writeTargetId = null, wanted, members }: TargetChange,
): Promise<void> {
  const targetId = wanted === undefined ? writeTargetId : (wanted?.id ?? null);
  if (targetId === null || (wanted === undefined && members === null)) return;
  if (wanted != null && wanted.kind !== 'HOSTED') {
    throw supplyInvalid(`${repositoryPath(wanted)} is not hosted: nobody publishes to it.`);
  }
  const memberIds = members?.map((member) => member.id) ?? (await storedMemberIds(database, id));
  if (memberIds.includes(targetId)) return;
  if (wanted != null) {
    throw supplyInvalid(`${repositoryPath(wanted)} is no member of this group.`);
  }
  throw supplyInvalid(
    'What is published to would be no member any more: say another "writeTarget", or none.',
  );
}

async function storedMemberIds(
  { prisma }: Ports['database'],
  groupId: string | undefined,
): Promise<readonly string[]> {
  if (groupId === undefined) return [];
  const rows = await prisma.member.findMany({ where: { groupId }, take: membersMax });
  return rows.map(({ repositoryId }) => repositoryId);
}
