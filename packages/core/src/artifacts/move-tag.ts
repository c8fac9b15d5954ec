import type { Repository, Tag, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { areTagsVersions } from '../repositories/index.ts';
import { tagImmutable } from './errors.ts';

/** Points a tag at an artifact of the same package, making the tag where it is not there. */
export function moveTag(
  tx: Pick<Tx, 'tag'>,
  packageId: string,
  name: string,
  artifactId: string,
): Promise<Tag> {
  return tx.tag.upsert({
    where: { packageId_name: { packageId, name } },
    create: { id: newId(), packageId, name, artifactId },
    update: { artifactId },
  });
}

export interface TagMove {
  readonly packageId: string;
  readonly name: string;
  readonly artifactId: string;
}

/** Errors: TAG_IMMUTABLE where tags are what people know versions by, and versions stay. */
export async function requireMovable(
  tx: Pick<Tx, 'tag'>,
  repository: Pick<Repository, 'format' | 'canOverwrite'>,
  { packageId, name, artifactId }: TagMove,
): Promise<void> {
  if (!areTagsVersions(repository) || repository.canOverwrite) return;
  const known = await tx.tag.findUnique({ where: { packageId_name: { packageId, name } } });
  if (known === null || known.artifactId === artifactId) return;
  throw tagImmutable(`The tag "${name}" is taken, and tags of this repository do not move.`);
}
