import type { Artifact, Tx } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { areTagsVersions, placeOfRepository, repositoryPath } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { moveTag, requireMovable } from './move-tag.ts';
import type { PublishArtifactInput } from './publish-artifact-input.ts';

/**
 * Points the tags of a publish at what it made. Where a tag is what people know a version by, it is
 * also pointed at a version that was there already: a tag was asked for, whatever is behind it.
 * Errors: TAG_IMMUTABLE.
 */
export async function tagPublished(
  tx: Tx,
  actor: Actor,
  { repository, name: packageName, tags = [] }: PublishArtifactInput,
  { artifact, isNew }: { readonly artifact: Artifact; readonly isNew: boolean },
): Promise<void> {
  if (tags.length === 0 || !(isNew || areTagsVersions(repository))) return;
  const { id: artifactId, packageId } = artifact;
  for (const name of tags) {
    await requireMovable(tx, repository, { packageId, name, artifactId });
    await moveTag(tx, packageId, name, artifactId);
  }
  // A new version tells of itself, with its tags.
  if (isNew) return;
  const place = placeOfRepository(repository);
  await recordAudit(tx, actor, {
    action: 'tag.set',
    resource: {
      kind: 'tag',
      id: packageId,
      name: `${repositoryPath(repository)}/${packageName}:${tags.join()}`,
    },
    place,
    details: { version: artifact.version },
  });
  const { projectId, repositoryId } = place;
  announce(tx, { type: 'package.changed', projectId, repositoryId, packageId });
}
