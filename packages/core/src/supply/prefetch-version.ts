import { addJob, transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise } from '../access/index.ts';
import { id, parseInput } from '../input/index.ts';
import {
  findRepository,
  membersFor,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
  supplyInvalid,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { findWantedFiles } from './find-wanted-files.ts';
import type { SupplyPorts } from './open-file.ts';

const nameCharsMax = 512;
/** With growing rests between them: the last is about an hour after the first. */
const attemptsMax = 8;

const input = z.object({
  repositoryId: id,
  name: z.string().trim().min(1).max(nameCharsMax),
  /** Or a tag; the newest where it is left out. */
  version: z.string().trim().min(1).max(nameCharsMax).optional(),
});

export type PrefetchVersionInput = z.input<typeof input>;

/** What will be there. */
export interface Prefetched {
  readonly name: string;
  readonly version: string;
  readonly filesCount: number;
}

/**
 * Has the files of a version fetched before anybody asks for them, as if somebody did: the worker
 * opens each, and what it opens is checked, scanned and judged. Through a group, its members are
 * asked in their order, as far as the actor may download from them. What is here already is left
 * alone. Errors: REPOSITORY_NOT_FOUND, ACCESS_DENIED, SUPPLY_INVALID, PACKAGE_NOT_FOUND,
 * ARTIFACT_NOT_FOUND, those of an upstream.
 */
export async function prefetchVersion(
  ports: SupplyPorts,
  actor: Actor,
  raw: PrefetchVersionInput,
): Promise<Prefetched> {
  const { repositoryId, ...wanted } = parseInput(input, raw);
  const repository = await findRepository(ports, actor, { id: repositoryId });
  const place = placeOfRepository(repository);
  const resource = { kind: 'repository', id: repositoryId, name: repositoryPath(repository) };
  await authorise(ports, actor, { action: 'repository:update', place, resource });
  if (repository.kind === 'HOSTED') {
    throw supplyInvalid('A hosted repository has all that it shows: there is nothing to fetch.');
  }
  const members = await membersAsked(ports, actor, repository);
  const { name, version, paths } = await findWantedFiles(ports, actor, { repository, ...wanted });
  await transact(ports.database, async (tx) => {
    const filesCount = paths.length;
    await recordAudit(tx, actor, {
      action: 'repository.prefetch',
      resource,
      place,
      details: { name, version, filesCount },
    });
    const payload = { repositoryId, memberIds: members.map((each) => each.id), name, paths };
    await addJob(tx, 'prefetch_files', payload, {
      jobKey: `prefetch:${repositoryId}:${name}@${version}`,
      // One after the other: scans, which each of them waits for, have to find a worker.
      queueName: 'prefetch',
      maxAttempts: attemptsMax,
    });
  });
  return { name, version, filesCount: paths.length };
}

/** The worker acts for nobody: whom it may ask is settled while the actor is known. */
function membersAsked(
  ports: SupplyPorts,
  actor: Actor,
  repository: RepositoryWithProject,
): Promise<readonly RepositoryWithProject[]> {
  if (repository.kind !== 'GROUP') return Promise.resolve([]);
  return membersFor(ports, actor, { group: repository, action: 'artifact:download' });
}
