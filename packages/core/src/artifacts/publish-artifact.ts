import { type Artifact, type Prisma, type Tx, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { type Actor, authorise } from '../access/index.ts';
import { requestScan, settleArtifact } from '../clearance/index.ts';
import { announce } from '../events/index.ts';
import type { Ports, ScanComponent, StagedBlob } from '../ports.ts';
import {
  hiddenRepository,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { artifactAlreadyExists, artifactVersionBurned } from './errors.ts';
import { moveTag } from './move-tag.ts';

export interface PublishedFile {
  readonly path: string;
  readonly contentType: string;
  readonly staged: StagedBlob;
}

export interface PublishArtifactInput {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  readonly description?: string;
  /** Given by the format, or `null` where a new one is simply the next revision (raw). */
  readonly version: string | null;
  readonly purl?: string;
  readonly licence?: string;
  /** Derived from the archive by the codec. */
  readonly metadata: Prisma.InputJsonObject;
  /** The first is the one that the artifact is known by. */
  readonly files: readonly [PublishedFile, ...PublishedFile[]];
  readonly components: readonly ScanComponent[];
  readonly tags?: readonly string[];
  /** Written in the same transaction: what must be true exactly when the artifact is there. */
  readonly alongside?: (tx: Tx, artifact: Artifact) => Promise<unknown>;
}

export interface PublishResult {
  readonly artifact: Artifact;
  /**
   * False when the very same bytes were there already: a client that repeats itself is answered in
   * peace.
   */
  readonly isNew: boolean;
}

/**
 * Takes staged bytes in as an artifact: bytes become durable under their digest first, then one
 * transaction writes rows, audit event and scan job. Whatever fails before the commit leaves no
 * artifact, and at worst a blob that the sweep removes. Exactly once: repeating it with the same
 * bytes changes nothing.
 *
 * Errors: ACCESS_DENIED, ARTIFACT_ALREADY_EXISTS (other bytes), ARTIFACT_VERSION_BURNED (deleted
 * before).
 */
export async function publishArtifact(
  ports: Pick<Ports, 'database' | 'blobs'>,
  actor: Actor,
  input: PublishArtifactInput,
  signal: AbortSignal,
): Promise<PublishResult> {
  await authorisePublish(ports, actor, input.repository, input.name);
  for (const file of input.files) await ports.blobs.publish(file.staged, signal);
  return transact(ports.database, async (tx) => {
    const target = await lockPackage(tx, input);
    const existing = await findExisting(tx, target.id, input);
    if (existing !== null) {
      await input.alongside?.(tx, existing);
      return { artifact: existing, isNew: false };
    }
    const version = input.version ?? (await nextRevision(tx, target.id));
    const artifact = await insertArtifact(tx, actor, { ...input, version, packageId: target.id });
    for (const tag of input.tags ?? []) await moveTag(tx, target.id, tag, artifact.id);
    await openCase(tx, actor, input, artifact);
    await input.alongside?.(tx, artifact);
    return { artifact, isNew: true };
  });
}

export function authorisePublish(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  repository: RepositoryWithProject,
  name: string,
): Promise<void> {
  return authorise(ports, actor, {
    action: 'artifact:publish',
    place: placeOfRepository(repository),
    resource: { kind: 'package', name: `${repositoryPath(repository)}/${name}` },
    hiddenAs: () => hiddenRepository(actor),
  });
}

/** Finds or makes the package and locks its row, so that publishers of one package take turns. */
async function lockPackage(tx: Tx, input: PublishArtifactInput): Promise<{ id: string }> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO packages (id, repository_id, name, description, updated_at)
    VALUES (${newId()}::uuid, ${input.repository.id}::uuid, ${input.name}, ${input.description ?? ''}, now())
    ON CONFLICT (repository_id, name) DO UPDATE SET updated_at = now()
    RETURNING id`;
  const row = rows[0];
  if (row === undefined) throw new Error('an upsert returns its row');
  return row;
}

async function findExisting(
  tx: Tx,
  packageId: string,
  input: PublishArtifactInput,
): Promise<Artifact | null> {
  const digest = input.files[0].staged.digest;
  if (input.version === null) {
    return tx.artifact.findFirst({ where: { packageId, deletedAt: null, digest } });
  }
  const existing = await tx.artifact.findUnique({
    where: { packageId_version: { packageId, version: input.version } },
  });
  if (existing === null) return null;
  const what = `${input.name}@${input.version}`;
  if (existing.deletedAt !== null) {
    throw artifactVersionBurned(`${what} was deleted. A version is never given out twice.`);
  }
  if (existing.digest !== digest) {
    throw artifactAlreadyExists(`${what} exists already with other bytes. Publish a new version.`);
  }
  return existing;
}

async function nextRevision(tx: Tx, packageId: string): Promise<string> {
  return String((await tx.artifact.count({ where: { packageId } })) + 1);
}

type Insert = PublishArtifactInput & { readonly version: string; readonly packageId: string };

async function insertArtifact(tx: Tx, actor: Actor, input: Insert): Promise<Artifact> {
  const sizeBytes = input.files.reduce((sum, file) => sum + file.staged.sizeBytes, 0);
  const artifact = await tx.artifact.create({
    data: {
      id: newId(),
      repositoryId: input.repository.id,
      packageId: input.packageId,
      version: input.version,
      purl: input.purl ?? null,
      licence: input.licence ?? null,
      metadata: input.metadata,
      digest: input.files[0].staged.digest,
      sizeBytes,
      publishedById: actor.userId,
    },
  });
  await insertFiles(tx, artifact, input.files);
  await tx.component.createMany({
    data: input.components.map((component) => ({
      ...component,
      id: newId(),
      artifactId: artifact.id,
      licence: component.licence ?? null,
    })),
  });
  return artifact;
}

/**
 * A path that is already taken can only be a raw one that gets new content: its former owner is
 * gone with it.
 */
async function insertFiles(
  tx: Tx,
  artifact: Artifact,
  files: PublishArtifactInput['files'],
): Promise<void> {
  await tx.blob.createMany({
    data: files.map(({ staged }) => ({ digest: staged.digest, sizeBytes: staged.sizeBytes })),
    skipDuplicates: true,
  });
  const taken = await tx.file.findMany({
    where: { repositoryId: artifact.repositoryId, path: { in: files.map((file) => file.path) } },
    select: { id: true, artifactId: true },
  });
  await tx.file.deleteMany({ where: { id: { in: taken.map((file) => file.id) } } });
  await tx.artifact.updateMany({
    where: { id: { in: taken.map((file) => file.artifactId) } },
    data: { state: 'DELETED', deletedAt: new Date() },
  });
  await tx.file.createMany({
    data: files.map(({ path, contentType, staged }) => ({
      id: newId(),
      repositoryId: artifact.repositoryId,
      artifactId: artifact.id,
      path,
      contentType,
      digest: staged.digest,
      sizeBytes: staged.sizeBytes,
      extraDigests: staged.extraDigests,
    })),
  });
}

/** Audit event, first verdict (held: nothing is known yet) and the scan that will change it. */
async function openCase(
  tx: Tx,
  actor: Actor,
  input: PublishArtifactInput,
  artifact: Artifact,
): Promise<void> {
  const place = placeOfRepository(input.repository);
  const ids = { projectId: place.projectId, repositoryId: place.repositoryId };
  const { packageId } = artifact;
  await recordAudit(tx, actor, {
    action: 'artifact.publish',
    resource: {
      kind: 'artifact',
      id: artifact.id,
      name: `${repositoryPath(input.repository)}/${input.name}@${artifact.version}`,
    },
    place,
    details: { digest: artifact.digest, sizeBytes: Number(artifact.sizeBytes) },
  });
  await settleArtifact(tx, actor, artifact.id);
  await requestScan(tx, artifact.id, null);
  await announce(tx, { type: 'package.changed', ...ids, packageId });
}
