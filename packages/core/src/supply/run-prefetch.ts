import { AppError } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import type { ClearedFile } from '../artifacts/index.ts';
import { allMembers, loadRepository, type RepositoryWithProject } from '../repositories/index.ts';
import { wantedFilesMax } from './find-wanted-files.ts';
import { formatOf } from './format-of.ts';
import { openAmong, openFile, type SupplyPorts } from './open-file.ts';

export interface PrefetchJob {
  readonly repositoryId: string;
  /** Of a group: whom the actor who wants it may have asked. */
  readonly memberIds: readonly string[];
  readonly name: string;
  readonly paths: readonly string[];
}

/**
 * The job behind `prefetchVersion`: opens one file after the other, as any reader does, and those
 * that the opened ones name. What is here is opened and not fetched again. What is held, refused or
 * absent is so for every reader, and no reason to try again; what may yet come is: the job fails,
 * and goes on when it is run anew. Errors: those of an upstream that does not answer.
 */
export async function runPrefetch(
  ports: SupplyPorts,
  actor: Actor,
  { repositoryId, memberIds, name, paths }: PrefetchJob,
  signal: AbortSignal,
): Promise<void> {
  const repository = await loadRepository(ports, { id: repositoryId });
  if (repository === null) return;
  const open = await openerOf(ports, actor, { repository, memberIds });
  const { pathsOf } = formatOf(ports, repository).upstream ?? {};
  // It grows while it is gone through.
  const wanted = new Set(paths);
  let failure: AppError | undefined;
  for (const path of wanted) {
    signal.throwIfAborted();
    try {
      const { file } = await open(path);
      const named = namedIn(file).flatMap((version) => pathsOf?.(name, version) ?? []);
      for (const each of named.slice(0, wantedFilesMax - wanted.size)) wanted.add(each);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.kind === 'unavailable') failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
}

async function openerOf(
  ports: SupplyPorts,
  actor: Actor,
  wish: { readonly repository: RepositoryWithProject; readonly memberIds: readonly string[] },
): Promise<(path: string) => Promise<ClearedFile>> {
  const { repository, memberIds } = wish;
  if (repository.kind !== 'GROUP') return (path) => openFile(ports, actor, { repository, path });
  const members = (await allMembers(ports, repository)).filter(({ id }) => memberIds.includes(id));
  return (path) => openAmong(ports, actor, { group: repository, members, path });
}

/** The versions of which a version is made: the images of an index of several platforms. */
function namedIn({ artifact: { metadata } }: ClearedFile['file']): readonly string[] {
  const isObject = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  const names = isObject ? metadata['names'] : null;
  return Array.isArray(names) ? names.filter((each) => typeof each === 'string') : [];
}
