import { listPackageNames } from '@bonded/core/artifacts';
import { membersFor, type RepositoryWithProject } from '@bonded/core/repositories';
import { AppError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';

/**
 * The names of all charts of a repository of any kind, by the alphabet: of a group, what lies in
 * the members that the caller may read. An upstream that is away hides nothing of the others.
 */
export async function listChartNames(call: FormatCall): Promise<readonly string[]> {
  const { ports, actor, repository } = call;
  const isGroup = repository.kind === 'GROUP';
  const members = isGroup
    ? await membersFor(ports, actor, { group: repository, action: 'artifact:read' })
    : [repository];
  const names = new Set<string>();
  let failure: AppError | undefined;
  for (const member of members) {
    for (const name of await listPackageNames(ports, member.id)) names.add(name);
    try {
      for (const name of await toldNames(call, member)) names.add(name);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
      failure ??= error;
    }
  }
  if (names.size === 0 && failure !== undefined) throw failure;
  return [...names].toSorted();
}

async function toldNames(
  { ports, repository }: FormatCall,
  member: RepositoryWithProject,
): Promise<readonly string[]> {
  const through = repository.kind === 'GROUP' ? repository : null;
  return member.kind === 'PROXY' ? await ports.upstreams.names(member, through) : [];
}
