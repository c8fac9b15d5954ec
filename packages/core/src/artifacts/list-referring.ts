import type { Artifact, Prisma } from '@bonded/database';
import { isId } from '@bonded/kernel';
import { type Actor, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository, type RepositoryWithProject } from '../repositories/index.ts';

export interface ListReferringInput {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  readonly subjectDigest: string;
  /** Only those whose metadata says this of itself. */
  readonly artifactType: string | null;
  /** The last id of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface ReferringPage {
  readonly artifacts: readonly Artifact[];
  /** Where the next page begins, or null at the end. */
  readonly next: string | null;
}

/** Artifacts of a package that are about another one, as far as the actor may see them. */
export async function listReferring(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: ListReferringInput,
): Promise<ReferringPage> {
  const { repository, name, subjectDigest, artifactType, after, limit } = input;
  const place = placeOfRepository(repository);
  const seesHeld = can(actor, 'artifact:read-held', place);
  if (!(seesHeld || can(actor, 'artifact:read', place))) return { artifacts: [], next: null };
  const where: Prisma.ArtifactWhereInput = {
    package: { repositoryId: repository.id, name },
    subjectDigest,
    deletedAt: null,
    ...(seesHeld ? {} : { state: 'RELEASED' }),
    ...(artifactType === null
      ? {}
      : { metadata: { path: ['artifactType'], equals: artifactType } }),
    // Ids grow with time.
    ...(after !== null && isId(after) ? { id: { gt: after } } : {}),
  };
  const rows = await ports.database.prisma.artifact.findMany({
    where,
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const artifacts = rows.slice(0, limit);
  return { artifacts, next: rows.length > limit ? (artifacts.at(-1)?.id ?? null) : null };
}
