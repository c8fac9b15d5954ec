import type { Actor } from '../access/index.ts';
import { listPackageNames } from '../artifacts/index.ts';
import type { Ports } from '../ports.ts';
import { membersFor, type RepositoryWithProject } from '../repositories/index.ts';

/**
 * The names of all packages that are in a repository: of a proxy, of what it fetched; of a group,
 * of all members that the caller may read. The caller may read the repository: that was asked
 * before.
 */
export async function listNames(
  ports: Pick<Ports, 'database' | 'caches'>,
  actor: Actor,
  repository: RepositoryWithProject,
): Promise<readonly string[]> {
  if (repository.kind !== 'GROUP') return listPackageNames(ports, repository.id);
  const wish = { group: repository, action: 'artifact:read' } as const;
  const names = new Set<string>();
  for (const { id } of await membersFor(ports, actor, wish)) {
    for (const name of await listPackageNames(ports, id)) names.add(name);
  }
  return [...names].toSorted();
}
