import type { Tag } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { artifactNotFound, findPackage } from '../catalogue/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository, repositoryPath } from '../repositories/index.ts';
import { changePackage } from './change-package.ts';
import { moveTag, requireMovable } from './move-tag.ts';
import { requireHosted } from './require-hosted.ts';

export const tagName = z
  .string()
  .min(1, 'A tag has a name.')
  .max(128, 'At most 128 characters.')
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, 'Letters, digits, dots, hyphens and underscores.');

const input = z.object({ packageId: id, name: tagName, version: z.string().min(1).max(256) });

/**
 * Points a tag at a version of the package. Errors: PACKAGE_NOT_FOUND, REPOSITORY_READ_ONLY,
 * ARTIFACT_NOT_FOUND, TAG_IMMUTABLE.
 */
export async function setTag(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<Tag> {
  const { packageId, name, version } = parseInput(input, raw);
  const { target, repository } = await findPackage(ports, actor, { id: packageId });
  const place = placeOfRepository(repository);
  const resource = {
    kind: 'tag',
    id: packageId,
    name: `${repositoryPath(repository)}/${target.name}:${name}`,
  };
  await authorise(ports, actor, { action: 'artifact:publish', place, resource });
  requireHosted(actor, repository, 'tag');
  const audit = { action: 'tag.set', resource, place, details: { version } };
  return changePackage(ports, actor, { packageId, place, audit }, async (tx) => {
    const artifact = await tx.artifact.findFirst({
      where: { packageId, version, deletedAt: null },
    });
    if (artifact === null) throw artifactNotFound(`${target.name} has no version ${version}.`);
    await requireMovable(tx, repository, { packageId, name, artifactId: artifact.id });
    return moveTag(tx, packageId, name, artifact.id);
  });
}
