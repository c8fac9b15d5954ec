import type { Package } from '@bonded/database';
import { isId } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { findRepository, type RepositoryWithProject } from '../repositories/index.ts';
import { packageNotFound } from './errors.ts';

/** Finds a package in a repository that the actor may see. Errors: PACKAGE_NOT_FOUND. */
export async function findPackage(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly id: string },
): Promise<{ readonly target: Package; readonly repository: RepositoryWithProject }> {
  const { id } = input;
  const target = isId(id)
    ? await ports.database.prisma.package.findUnique({ where: { id } })
    : null;
  if (target === null) throw packageNotFound('There is no such package.');
  return { target, repository: await findRepository(ports, actor, { id: target.repositoryId }) };
}
