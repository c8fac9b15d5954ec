import type { Artifact, Package } from '@bonded/database';
import { formatCoordinates, isId } from '@bonded/kernel';
import { type Actor, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import {
  findRepository,
  placeOfRepository,
  type RepositoryWithProject,
} from '../repositories/index.ts';
import { artifactNotFound } from './errors.ts';

export interface FoundArtifact {
  readonly artifact: Artifact & { readonly package: Package };
  readonly repository: RepositoryWithProject;
  readonly place: ReturnType<typeof placeOfRepository>;
  /** What the audit log calls it. */
  readonly resource: { readonly kind: 'artifact'; readonly id: string; readonly name: string };
}

/**
 * Finds an artifact that the actor may see: a held one takes `artifact:read-held`. Errors:
 * ARTIFACT_NOT_FOUND.
 */
export async function findArtifact(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly id: string },
): Promise<FoundArtifact> {
  const { id } = input;
  const artifact = isId(id)
    ? await ports.database.prisma.artifact.findFirst({
        where: { id, deletedAt: null },
        include: { package: true },
      })
    : null;
  if (artifact === null) throw artifactNotFound('There is no such artifact.');
  const repository = await findRepository(ports, actor, { id: artifact.repositoryId });
  const place = placeOfRepository(repository);
  const action = artifact.state === 'RELEASED' ? 'artifact:read' : 'artifact:read-held';
  if (!can(actor, action, place)) throw artifactNotFound('There is no such artifact.');
  const name = formatCoordinates({
    project: repository.project.slug,
    repository: repository.slug,
    name: artifact.package.name,
    version: artifact.version,
  });
  return { artifact, repository, place, resource: { kind: 'artifact', id: artifact.id, name } };
}
