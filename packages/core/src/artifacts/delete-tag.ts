import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { findPackage } from '../catalogue/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { areTagsVersions, placeOfRepository, repositoryPath } from '../repositories/index.ts';
import { changePackage } from './change-package.ts';
import { requireDeletable } from './delete-artifact.ts';
import { tagNotFound, tagProtected } from './errors.ts';
import { requireHosted } from './require-hosted.ts';

const input = z.object({ packageId: id, name: z.string().min(1).max(128) });

/**
 * Removes a tag and returns its id. Where versions are numbers, clients rely on `latest`, so that
 * one stays. Errors: REPOSITORY_READ_ONLY, TAG_NOT_FOUND, TAG_PROTECTED, ARTIFACT_DELETE_REFUSED.
 */
export async function deleteTag(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<string> {
  const { packageId, name } = parseInput(input, raw);
  const { target, repository } = await findPackage(ports, actor, { id: packageId });
  const place = placeOfRepository(repository);
  const resource = {
    kind: 'tag',
    id: packageId,
    name: `${repositoryPath(repository)}/${target.name}:${name}`,
  };
  await authorise(ports, actor, { action: 'artifact:publish', place, resource });
  requireHosted(actor, repository, 'tag');
  if (areTagsVersions(repository)) requireDeletable(repository);
  else if (name === 'latest') throw tagProtected('The tag "latest" can be moved, not deleted.');
  const audit = { action: 'tag.delete', resource, place };
  return changePackage(ports, actor, { packageId, place, audit }, async (tx) => {
    const tag = await tx.tag.findUnique({ where: { packageId_name: { packageId, name } } });
    if (tag === null) throw tagNotFound(`${target.name} has no tag "${name}".`);
    await tx.tag.delete({ where: { id: tag.id } });
    // What it led to before it was moved is no answer any more.
    await tx.deletedTag.deleteMany({ where: { packageId, name } });
    return tag.id;
  });
}
