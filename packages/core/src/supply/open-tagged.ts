import { AppError, bestEffort } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import {
  artifactNotFound,
  type ClearedFile,
  lookUpPackage,
  lookUpTagged,
  lookUpVersion,
  setTag,
} from '../artifacts/index.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import { type FoundTag, findTagged, type TagWish } from './find-tagged.ts';
import { openFile, type SupplyPorts } from './open-file.ts';
import { upstreamActor } from './upstream-actor.ts';

export interface TaggedWish extends TagWish {
  /** Where the file of a version lies that is wanted. */
  readonly pathOf: (version: string) => string;
}

export interface OpenedTag extends ClearedFile {
  readonly version: string;
}

/**
 * The way to a file by a tag, in a repository of any kind. A proxy remembers where a tag led, so
 * that it leads there while nobody upstream says or has it, and people see what a version is
 * called. Errors: ARTIFACT_NOT_FOUND, those of `findTagged` and `openFile`.
 */
export async function openTagged(
  ports: SupplyPorts,
  actor: Actor,
  wish: TaggedWish,
): Promise<OpenedTag> {
  const { name, tag } = wish;
  const found = await findTagged(ports, actor, wish);
  if (found === null) throw artifactNotFound(`There is no ${name}:${tag} here.`);
  if (found.repository.kind !== 'PROXY') return openFound(ports, actor, wish, found);
  const { repository } = found;
  const known = await lookUpTagged(ports, { repositoryId: repository.id, name, tag });
  const isNews = known !== found.version;
  try {
    return await openFound(ports, actor, wish, found);
  } catch (error) {
    const isAway = error instanceof AppError && error.code === 'UPSTREAM_UNAVAILABLE';
    if (!isAway || known === null || !isNews) throw error;
    return await openFound(ports, actor, wish, { repository, version: known });
  } finally {
    // Also of what is held: who reviews it has to know what it is.
    if (isNews) await remember(ports, repository, { ...wish, version: found.version });
  }
}

async function openFound(
  ports: SupplyPorts,
  actor: Actor,
  { pathOf }: TaggedWish,
  { repository, version }: FoundTag,
): Promise<OpenedTag> {
  const opened = await openFile(ports, actor, { repository, path: pathOf(version) });
  return { ...opened, version };
}

async function remember(
  ports: SupplyPorts,
  { id: repositoryId }: RepositoryWithProject,
  { name, tag, version }: Pick<TagWish, 'name' | 'tag'> & Pick<FoundTag, 'version'>,
): Promise<void> {
  await bestEffort('what a tag led to is told anew by upstream', async () => {
    const found = await lookUpPackage(ports, { repositoryId, name });
    const packageId = found?.id;
    if (packageId === undefined) return;
    if ((await lookUpVersion(ports, { packageId, version })) === null) return;
    await setTag(ports, upstreamActor, { packageId, name: tag, version });
  });
}
