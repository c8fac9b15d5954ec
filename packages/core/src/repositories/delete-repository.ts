import { isForeignKeyViolation, type Tx, transact } from '@bonded/database';
import { type Actor, authorise } from '../access/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { idsOf } from './create-repository.ts';
import { repositoryNotEmpty } from './errors.ts';
import {
  findRepository,
  hiddenRepository,
  placeOfRepository,
  repositoryPath,
} from './find-repository.ts';

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
  try {
    await transact(ports.database, async (tx) => {
      await requireEmpty(tx, repository.id);
      const { count } = await tx.repository.deleteMany({ where: { id: repository.id } });
      if (count === 0) throw hiddenRepository(actor);
      await recordAudit(tx, actor, { action: 'repository.delete', resource, place });
      announce(tx, { type: 'repository.changed', ...idsOf(repository) });
    });
  } catch (error) {
    // Something came in between the look and the delete.
    if (!isForeignKeyViolation(error)) throw error;
    throw notEmpty({ cause: error });
  }
}

/** A deleted artifact still counts: its decisions and burned versions must outlive it. */
async function requireEmpty(tx: Tx, repositoryId: string): Promise<void> {
  const artifacts = await tx.artifact.count({ where: { repositoryId } });
  const uploads = await tx.upload.count({ where: { repositoryId, state: 'OPEN' } });
  if (artifacts + uploads > 0) throw notEmpty();
  await tx.upload.deleteMany({ where: { repositoryId } });
  // Before it is gone: what its project holds is counted by it.
  await tx.pendingBlob.deleteMany({ where: { repositoryId } });
  await tx.package.deleteMany({ where: { repositoryId } });
}

function notEmpty(options?: { readonly cause: unknown }) {
  const why = 'The repository holds or held artifacts, whose decisions are kept.';
  return repositoryNotEmpty(`${why} It cannot be deleted.`, options);
}
