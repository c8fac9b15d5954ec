import { type Actor, can } from '../access/index.ts';
import { authoriseDownload, requireCleared, type StoredFile } from '../artifacts/index.ts';
import { withArtifact } from '../caches/index.ts';
import { judgeDownload } from '../clearance/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository } from '../repositories/index.ts';
import { blobUnknown } from './errors.ts';
import type { DepositPlace } from './insert-deposit.ts';
import type { NamedDigest } from './named-digest.ts';

/** How many released artifacts are asked whether they let a blob out that they share. */
const candidatesMax = 8;

export interface OpenBlobInput extends DepositPlace {
  readonly digest: NamedDigest;
  /** Asks for the headers alone: who may publish may know what is there without reading it. */
  readonly isForHeaders: boolean;
}

/** What is sent of a blob. Its digest is its SHA-256, whatever it was asked by. */
export type OpenedBlob = Pick<StoredFile, 'digest' | 'sizeBytes' | 'contentType' | 'createdAt'>;

type BlobPorts = Pick<Ports, 'database' | 'caches' | 'addresses'>;

/**
 * The only way to a blob by its digest: it leaves where an artifact of the package that has it is
 * cleared, and goes to who may publish there while no artifact has it yet. Errors: UNAUTHENTICATED,
 * REPOSITORY_NOT_FOUND, ACCESS_DENIED, BLOB_UNKNOWN, and ARTIFACT_HELD with the receipt.
 */
export async function openBlob(
  ports: BlobPorts,
  actor: Actor,
  input: OpenBlobInput,
): Promise<OpenedBlob> {
  const { repository, packageName, isForHeaders } = input;
  // What comes from an upstream is nobody's to read before it is judged.
  const isHosted = repository.kind === 'HOSTED';
  const mayPublish = isHosted && can(actor, 'artifact:publish', placeOfRepository(repository));
  if (!mayPublish) await authoriseDownload(ports, actor, repository, packageName);
  const files = await findFiles(ports, input);
  const cleared = await firstCleared(ports, actor, files);
  if (cleared !== null) {
    await authoriseDownload(ports, actor, repository, packageName);
    return cleared;
  }
  const pending = mayPublish ? await findPending(ports, input) : null;
  if (pending !== null) return pending;
  const [newest] = files;
  if (newest === undefined) throw blobUnknown('There is no such blob in this image.');
  if (!(isForHeaders && mayPublish)) await requireCleared(ports, actor, repository, newest);
  return newest;
}

/** Those of released artifacts first, then the newest. */
async function findFiles(
  { database }: BlobPorts,
  { repository, packageName, digest }: OpenBlobInput,
): Promise<readonly StoredFile[]> {
  const artifact = { deletedAt: null, package: { repositoryId: repository.id, name: packageName } };
  const find = (state: object) =>
    database.prisma.file.findMany({
      where: { ...whereDigest(digest), artifact: { ...artifact, ...state } },
      include: withArtifact,
      orderBy: { createdAt: 'desc' },
      take: candidatesMax,
    });
  const released = await find({ state: 'RELEASED' });
  return released.length > 0 ? released : find({});
}

async function firstCleared(
  ports: BlobPorts,
  actor: Actor,
  files: readonly StoredFile[],
): Promise<StoredFile | null> {
  for (const file of files) {
    if (file.artifact.state !== 'RELEASED') continue;
    const { effect } = await judgeDownload(ports, actor, file.artifactId);
    if (effect === 'ALLOW') return file;
  }
  return null;
}

async function findPending(
  { database }: BlobPorts,
  { repository, packageName, digest }: OpenBlobInput,
): Promise<OpenedBlob | null> {
  const row = await database.prisma.pendingBlob.findFirst({
    where: { repositoryId: repository.id, packageName, ...whereDigest(digest) },
    include: { blob: true },
  });
  if (row === null) return null;
  const { blob, createdAt } = row;
  const { digest: sha256, sizeBytes } = blob;
  return { digest: sha256, sizeBytes, createdAt, contentType: 'application/octet-stream' };
}

/** A row of files or of deposits, by a digest that it goes by. */
export function whereDigest({ algorithm, hex }: NamedDigest) {
  return algorithm === 'sha256'
    ? { digest: hex }
    : { extraDigests: { path: [algorithm], equals: hex } };
}
