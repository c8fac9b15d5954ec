import type { Repository } from '@bonded/database';
import { type Actor, authorise } from '../access/index.ts';
import { artifactNotFound, findArtifact } from '../catalogue/index.ts';
import type { Ports } from '../ports.ts';
import { changePackage } from './change-package.ts';
import { retireNames } from './deleted-names.ts';
import { artifactDeleteRefused } from './errors.ts';

/**
 * Deletes one version. Its row stays, so that its decisions can be read and its version is never
 * given out twice; its files and tags go, and who asks for one of them hears of it. Errors:
 * ARTIFACT_NOT_FOUND, ACCESS_DENIED, ARTIFACT_DELETE_REFUSED.
 */
export async function deleteArtifact(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly id: string },
): Promise<void> {
  const { artifact, repository, place, resource } = await findArtifact(ports, actor, input);
  await authorise(ports, actor, { action: 'artifact:delete', place, resource });
  requireDeletable(repository);
  const { packageId, id: artifactId } = artifact;
  const audit = { action: 'artifact.delete', resource, place };
  await changePackage(ports, actor, { packageId, artifactId, place, audit }, async (tx) => {
    const { count } = await tx.artifact.updateMany({
      where: { id: artifactId, deletedAt: null },
      data: { state: 'DELETED', deletedAt: new Date() },
    });
    // Found a moment ago, and deleted by somebody else since.
    if (count === 0) throw artifactNotFound('There is no such artifact.');
    await retireNames(tx, artifactId);
  });
}

/** Errors: ARTIFACT_DELETE_REFUSED. */
export function requireDeletable({ canDelete }: Pick<Repository, 'canDelete'>): void {
  if (canDelete) return;
  throw artifactDeleteRefused('Nothing is deleted from this repository: its settings say so.');
}
