import { AppError } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { authoriseDownload, lookUpDeletedTagged, lookUpTagged } from '../artifacts/index.ts';
import { membersFor, type RepositoryWithProject } from '../repositories/index.ts';
import { formatOf } from './format-of.ts';
import type { SupplyPorts } from './open-file.ts';

export interface TagWish {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  readonly tag: string;
}

/** Which version a tag leads to, and which repository says so: of a group, a member. */
export interface FoundTag {
  readonly repository: RepositoryWithProject;
  readonly version: string;
}

/**
 * What a tag leads to in a repository of any kind, or null: a hosted one says it, a proxy's
 * upstream does, and of a group the first member that has it. What was deleted is found last, so
 * that its receipt can be given. Errors: UNAUTHENTICATED, REPOSITORY_NOT_FOUND, ACCESS_DENIED,
 * those of an upstream.
 */
export async function findTagged(
  ports: SupplyPorts,
  actor: Actor,
  wish: TagWish,
): Promise<FoundTag | null> {
  const { repository, name, tag } = wish;
  await authoriseDownload(ports, actor, repository, `${name}:${tag}`);
  const holders = await holdersOf(ports, actor, repository);
  let failure: AppError | undefined;
  let refusal: AppError | undefined;
  for (const holder of holders) {
    try {
      const version = await versionIn(ports, { ...wish, repository: holder }, repository);
      if (version !== null) return { repository: holder, version };
    } catch (error) {
      // One that is away must not hide what the next one has.
      if (!(error instanceof AppError) || !isPassedOver(error)) throw error;
      if (error.kind === 'unavailable') failure ??= error;
      else refusal ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  for (const holder of holders) {
    const version = await lookUpDeletedTagged(ports, { repositoryId: holder.id, name, tag });
    if (version !== null) return { repository: holder, version };
  }
  if (refusal !== undefined) throw refusal;
  return null;
}

function isPassedOver({ kind }: AppError): boolean {
  return kind === 'unavailable' || kind === 'not-found';
}

async function holdersOf(
  ports: SupplyPorts,
  actor: Actor,
  repository: RepositoryWithProject,
): Promise<readonly RepositoryWithProject[]> {
  if (repository.kind !== 'GROUP') return [repository];
  return membersFor(ports, actor, { group: repository, action: 'artifact:download' });
}

async function versionIn(
  ports: SupplyPorts,
  { repository, name, tag }: TagWish,
  through: RepositoryWithProject,
): Promise<string | null> {
  if (repository.kind === 'HOSTED') {
    return lookUpTagged(ports, { repositoryId: repository.id, name, tag });
  }
  const { tagged } = formatOf(ports, repository).upstream ?? {};
  if (tagged === undefined) return null;
  try {
    return await ports.upstreams.consult(repository, { name, through }, (source) =>
      tagged.versionOf(source, name, tag),
    );
  } catch (error) {
    // What it led to is still served.
    if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
    const known = await lookUpTagged(ports, { repositoryId: repository.id, name, tag });
    if (known === null) throw error;
    return known;
  }
}
