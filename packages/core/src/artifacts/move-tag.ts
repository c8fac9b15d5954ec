import type { Tag, Tx } from '@bonded/database';
import { newId } from '@bonded/kernel';

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
