import { type Artifact, type Tx, transact, type Upload } from '@bonded/database';
import { AppError, parseDigest } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { type PublishArtifactInput, publishArtifact } from '../artifacts/index.ts';
import type { Ports, StagedBlob } from '../ports.ts';
import {
  loadRepository,
  placeOfRepository,
  type RepositoryWithProject,
} from '../repositories/index.ts';
import { recordAudit, recordRefusal } from '../trail/index.ts';
import { changeUpload } from './change-upload.ts';
import { uploadDigestMismatch, uploadGone } from './errors.ts';
import type { UploadClaim } from './upload-lock.ts';

export interface Ingest {
  readonly repository: RepositoryWithProject;
  readonly upload: Upload;
  readonly staged: StagedBlob;
}

export interface CompleteUploadPorts
  extends Pick<Ports, 'database' | 'blobs' | 'partials' | 'addresses'> {
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
  const held = { upload, claim, repository };
  try {
    const extraDigests = ports.extraDigestsOf(repository);
    const staged = await ports.partials.seal(upload.id, { signal, extraDigests });
    requireDigest(upload, staged);
    const described = await ports.describe({ repository, upload, staged }, signal);
    const alongside = (tx: Tx, made: Artifact) => complete(tx, actor, { ...held, staged, made });
    const publish = { ...described, alongside };
    const { artifact } = await publishArtifact(ports, actor, publish, signal);
    await ports.partials.remove(upload.id);
    return artifact;
  } catch (error) {
    // A client that left says nothing of the bytes.
    if (!signal.aborted && isFinal(error)) await fail(ports, actor, { ...held, error });
    throw error;
  }
}

interface HeldUpload {
  readonly upload: Upload;
  readonly claim: UploadClaim;
  readonly repository: RepositoryWithProject;
}

interface Completion extends HeldUpload {
  readonly staged: StagedBlob;
  readonly made: Artifact;
}

async function complete(tx: Tx, actor: Actor, completion: Completion): Promise<void> {
  const { staged, made, repository, upload } = completion;
  const { sizeBytes } = staged;
  const result = { state: 'COMPLETED', artifactId: made.id } as const;
  await changeUpload(tx, completion, { ...result, offsetBytes: sizeBytes, sizeBytes });
  await recordAudit(tx, actor, {
    action: 'upload.complete',
    resource: { kind: 'upload', id: upload.id, name: upload.path },
    place: placeOfRepository(repository),
    details: { artifactId: made.id, digest: staged.digest },
  });
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

/** A lock that was lost is a conflict too, but over who writes, not over what. */
function isFinal(error: unknown): error is AppError {
  if (!(error instanceof AppError)) return false;
  return finalKinds.has(error.kind) && error.code !== 'UPLOAD_LOCKED';
}

async function fail(
  ports: CompleteUploadPorts,
  actor: Actor,
  failed: HeldUpload & { readonly error: AppError },
): Promise<void> {
  const { upload, repository, error } = failed;
  await transact(ports.database, async (tx) => {
    await changeUpload(tx, failed, { state: 'FAILED', failure: error.message });
    await recordRefusal(tx, actor, {
      action: 'upload.complete',
      resource: { kind: 'upload', id: upload.id, name: upload.path },
      place: placeOfRepository(repository),
      details: { code: error.code },
    });
  });
  await ports.partials.remove(upload.id);
}
