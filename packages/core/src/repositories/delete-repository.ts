import { transact } from '@bonded/database';
import { type Actor, authorise } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { idsOf } from './create-repository.ts';
import { repositoryNotEmpty } from './errors.ts';
import { findRepository, placeOfRepository, repositoryPath } from './find-repository.ts';

/**
 * Deletes a repository that never held anything. Errors: REPOSITORY_NOT_FOUND,
 * REPOSITORY_NOT_EMPTY.
 */
export async function deleteRepository(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly id: string },
): Promise<void> {
  const repository = await findRepository(ports, actor, input);
  const place = placeOfRepository(repository);
  const resource = { kind: 'repository', id: repository.id, name: repositoryPath(repository) };
  await authorise(ports, actor, { action: 'repository:delete', place, resource });
  await transact(ports.database, async (tx) => {
    // A deleted artifact still counts: its decisions and burned versions must outlive it.
    const artifacts = await tx.artifact.count({ where: { repositoryId: repository.id } });
    const uploads = await tx.upload.count({ where: { repositoryId: repository.id } });
    if (artifacts + uploads > 0) {
      throw repositoryNotEmpty(
        `"${resource.name}" holds or held artifacts, whose decisions are kept. It cannot be deleted.`,
      );
    }
    await tx.package.deleteMany({ where: { repositoryId: repository.id } });
    await tx.repository.delete({ where: { id: repository.id } });
    await recordAudit(tx, actor, { action: 'repository.delete', resource, place });
    await announce(tx, { type: 'repository.changed', ...idsOf(repository) });
  });
}
