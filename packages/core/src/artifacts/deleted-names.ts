import type { DeletedFile, Tx } from '@bonded/database';
import type { Ports } from '../ports.ts';

/**
 * Remembers by which paths and tags an artifact was known, and takes them from it: they may be
 * given anew, and until then who asks by one of them is told why nothing comes.
 */
export async function retireNames(tx: Tx, artifactId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO deleted_files (repository_id, path, artifact_id)
    SELECT repository_id, path, artifact_id FROM files WHERE artifact_id = ${artifactId}::uuid
    ON CONFLICT (repository_id, path) DO UPDATE SET artifact_id = EXCLUDED.artifact_id`;
  await tx.$executeRaw`
    INSERT INTO deleted_tags (package_id, name, artifact_id)
    SELECT package_id, name, artifact_id FROM tags WHERE artifact_id = ${artifactId}::uuid
    ON CONFLICT (package_id, name) DO UPDATE SET artifact_id = EXCLUDED.artifact_id`;
  await tx.file.deleteMany({ where: { artifactId } });
  await tx.tag.deleteMany({ where: { artifactId } });
}

/** What was deleted may be back under other names. */
const isDeleted = { deletedAt: { not: null } } as const;

/** What a path led to that leads nowhere now, or null where it never led anywhere. */
export function lookUpDeletedFile(
  { database }: Pick<Ports, 'database'>,
  at: { readonly repositoryId: string; readonly path: string },
): Promise<DeletedFile | null> {
  return database.prisma.deletedFile.findFirst({ where: { ...at, artifact: isDeleted } });
}

/**
 * The deleted version that a tag led to which is not there now, or null. For callers that were let
 * into the repository.
 */
export async function lookUpDeletedTagged(
  { database }: Pick<Ports, 'database'>,
  at: { readonly repositoryId: string; readonly name: string; readonly tag: string },
): Promise<string | null> {
  const { repositoryId, name, tag } = at;
  const found = await database.prisma.deletedTag.findFirst({
    where: { name: tag, artifact: { ...isDeleted, package: { repositoryId, name } } },
    include: { artifact: { select: { version: true } } },
  });
  return found?.artifact.version ?? null;
}
