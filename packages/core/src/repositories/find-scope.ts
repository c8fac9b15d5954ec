import { type Actor, globalScope, type Scope } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { findProject } from '../projects/index.ts';
import { findRepository } from './find-repository.ts';

export interface ScopeName {
  readonly project?: string | null | undefined;
  readonly repository?: string | null | undefined;
}

/**
 * The scope that slugs name: none is everywhere, a project, or a repository in it. Errors:
 * *_NOT_FOUND.
 */
export async function findScope(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  { project, repository }: ScopeName,
): Promise<Scope> {
  if (project == null) return globalScope;
  if (repository == null) {
    const found = await findProject(ports, actor, { slug: project });
    return { kind: 'project', projectId: found.id };
  }
  const found = await findRepository(ports, actor, { project, repository });
  return { kind: 'repository', projectId: found.projectId, repositoryId: found.id };
}
