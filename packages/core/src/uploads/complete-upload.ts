import type { Artifact, Upload } from '@bonded/database';
import { AppError, parseDigest } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { type PublishArtifactInput, publishArtifact } from '../artifacts/index.ts';
import type { Ports, StagedBlob } from '../ports.ts';
import {
  loadRepository,
  placeOfRepository,
  type RepositoryWithProject,
} from '../repositories/index.ts';
import { recordRefusal } from '../trail/index.ts';
import { uploadDigestMismatch, uploadGone } from './errors.ts';
import type { UploadClaim } from './upload-lock.ts';

export interface Ingest {
  readonly repository: RepositoryWithProject;
  readonly upload: Upload;
  readonly staged: StagedBlob;
}

export interface CompleteUploadPorts extends Pick<Ports, 'database' | 'blobs' | 'partials'> {
  /** Which digests the repository's format serves beside SHA-256. */
  readonly extraDigestsOf: (
    repository: RepositoryWithProject,
  ) => readonly ('md5' | 'sha1' | 'sha512')[];
  /** Turns the whole file into what to publish, by the repository's format. */
  readonly describe: (ingest: Ingest, signal: AbortSignal) => Promise<PublishArtifactInput>;
}

/**
 * Turns a whole upload into an artifact, exactly once: the artifact and the word that this upload
 * became it are one commit, so a process that dies before it leaves the upload whole and open, to
 * be completed by the next request or the sweep; one that dies after it left nothing to do. What
 * cannot become an artifact fails for good.
 */
export async function completeUpload(
  ports: CompleteUploadPorts,
  actor: Actor,
  input: { readonly upload: Upload; readonly claim: UploadClaim },
): Promise<Artifact> {
  const { upload, claim } = input;
  const { signal } = claim;
  const repository = await loadRepository(ports, { id: upload.repositoryId });
  if (repository === null) throw uploadGone('The repository of the upload is gone.');
  try {
    const extraDigests = ports.extraDigestsOf(repository);
    const staged = await ports.partials.seal(upload.id, { signal, extraDigests });
    requireDigest(upload, staged);
    const described = await ports.describe({ repository, upload, staged }, signal);
    const { artifact } = await publishArtifact(
      ports,
      actor,
      {
        ...described,
        alongside: (tx, made) =>
          tx.upload.update({
            where: { id: upload.id },
            data: {
              state: 'COMPLETED',
              artifactId: made.id,
              offsetBytes: staged.sizeBytes,
              sizeBytes: staged.sizeBytes,
            },
          }),
      },
      signal,
    );
    await ports.partials.remove(upload.id);
    return artifact;
  } catch (error) {
    // A claim that was lost or a client that left says nothing of the bytes.
    if (!signal.aborted && isFinal(error)) await fail(ports, actor, { upload, repository, error });
    throw error;
  }
}

function requireDigest(upload: Upload, staged: StagedBlob): void {
  const { expectedDigest } = upload;
  if (expectedDigest === null || parseDigest(expectedDigest) === staged.digest) return;
  throw uploadDigestMismatch(`The SHA-256 of the bytes that arrived is ${staged.digest}.`);
}

/** What trying again cannot mend: the bytes or the place are wrong. */
const finalKinds: ReadonlySet<AppError['kind']> = new Set([
  'invalid',
  'conflict',
  'too-large',
  'denied',
]);

function isFinal(error: unknown): error is AppError {
  return error instanceof AppError && finalKinds.has(error.kind);
}

interface Failure {
  readonly upload: Upload;
  readonly repository: RepositoryWithProject;
  readonly error: AppError;
}

async function fail(ports: CompleteUploadPorts, actor: Actor, failure: Failure): Promise<void> {
  const { upload, repository, error } = failure;
  await ports.database.prisma.upload.update({
    where: { id: upload.id },
    data: { state: 'FAILED', failure: error.message },
  });
  await recordRefusal(ports.database.prisma, actor, {
    action: 'upload.complete',
    resource: { kind: 'upload', id: upload.id, name: upload.path },
    place: placeOfRepository(repository),
    details: { code: error.code },
  });
  await ports.partials.remove(upload.id);
}
