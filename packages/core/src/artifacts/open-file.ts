import type { Decision } from '@bonded/database';
import { AppError } from '@bonded/kernel';
import { type Actor, authorise, can } from '../access/index.ts';
import { type StoredFile, withArtifact } from '../caches/index.ts';
import { artifactNotFound } from '../catalogue/index.ts';
import { judgeDownload, receiptText } from '../clearance/index.ts';
import type { Ports } from '../ports.ts';
import {
  hiddenRepository,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { recordRefusal } from '../trail/index.ts';
import { lookUpDeletedFile } from './deleted-names.ts';
import { artifactGone, artifactHeld } from './errors.ts';

export interface ClearedFile {
  readonly file: StoredFile;
  readonly decision: Decision;
}

type FilePorts = Pick<Ports, 'database' | 'caches' | 'addresses'>;

/**
 * The only way to a file's bytes: access, then path, then decision.
 * Errors: UNAUTHENTICATED, REPOSITORY_NOT_FOUND, ACCESS_DENIED, ARTIFACT_NOT_FOUND, and
 * ARTIFACT_HELD or ARTIFACT_GONE with the receipt in its message and `details.decision`.
 */
export async function openFile(
  ports: FilePorts,
  actor: Actor,
  input: { readonly repository: RepositoryWithProject; readonly path: string },
): Promise<ClearedFile> {
  const { repository, path } = input;
  await authoriseDownload(ports, actor, repository, path);
  const file = await findFile(ports, repository.id, path).catch((error: unknown) =>
    refuseDeleted(ports, actor, input, error),
  );
  return { file, decision: await requireCleared(ports, actor, repository, file) };
}

/** Lets pass whoever may download from the repository at all. */
export function authoriseDownload(
  ports: FilePorts,
  actor: Actor,
  repository: RepositoryWithProject,
  path: string,
): Promise<void> {
  const place = placeOfRepository(repository);
  if (can(actor, 'artifact:download', place)) return Promise.resolve();
  return authorise(ports, actor, {
    action: 'artifact:download',
    place,
    resource: { kind: 'file', name: `${repositoryPath(repository)}/${path}` },
    hiddenAs: () => hiddenRepository(actor),
  });
}

/** A path that leads nowhere is never kept: what is published is there at once. */
function findFile(ports: FilePorts, repositoryId: string, path: string): Promise<StoredFile> {
  return ports.caches.files.get(`${repositoryId} ${path}`, async () => {
    const file = await ports.database.prisma.file.findUnique({
      where: { repositoryId_path: { repositoryId, path } },
      include: withArtifact,
    });
    if (file === null || file.artifact.deletedAt !== null) {
      throw artifactNotFound('There is no such file.');
    }
    return file;
  });
}

/** What was deleted has a receipt of its own; anything else that is missing has none. */
async function refuseDeleted(
  ports: FilePorts,
  actor: Actor,
  { repository, path }: { readonly repository: RepositoryWithProject; readonly path: string },
  error: unknown,
): Promise<never> {
  const isMissing = error instanceof AppError && error.kind === 'not-found';
  const deleted =
    isMissing && (await lookUpDeletedFile(ports, { repositoryId: repository.id, path }));
  if (deleted) {
    await requireCleared(ports, actor, repository, deleted);
    // That was a decision of before: the word of the deletion is still on its way to this process.
    ports.caches.decisions.delete(deleted.artifactId);
    await requireCleared(ports, actor, repository, deleted);
  }
  throw error;
}

/**
 * For who just took a file away: the process that did it need not wait for the word of it, and its
 * next answer is right.
 */
export function forgetFile(
  { caches }: Pick<Ports, 'caches'>,
  { repositoryId, path }: { readonly repositoryId: string; readonly path: string },
): void {
  caches.files.delete(`${repositoryId} ${path}`);
}

/** Passes what the decision allows; a refusal is written down and thrown as its receipt. */
export async function requireCleared(
  ports: FilePorts,
  actor: Actor,
  repository: RepositoryWithProject,
  file: Pick<StoredFile, 'artifactId' | 'path'>,
): Promise<Decision> {
  const decision = await judgeDownload(ports, actor, file.artifactId);
  if (decision.effect === 'ALLOW') return decision;
  await recordRefusal(ports.database.prisma, actor, {
    action: 'artifact.download',
    resource: { kind: 'artifact', id: file.artifactId, name: decision.subject },
    place: placeOfRepository(repository),
    details: { decision: decision.number, rule: decision.rule, path: file.path },
  });
  const refused = decision.rule === 'deleted' ? artifactGone : artifactHeld;
  throw refused(receiptText(ports.addresses, decision), {
    details: { decision: decision.number, rule: decision.rule },
  });
}
