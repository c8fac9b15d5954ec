import { type Artifact, isUniqueViolation, type Tx, transact } from '@bonded/database';
import { assert, newId } from '@bonded/kernel';
import { type Actor, authorise } from '../access/index.ts';
import { requestScan, settleArtifact } from '../clearance/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import {
  hiddenRepository,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { artifactAlreadyExists, artifactVersionBurned } from './errors.ts';
import { type InsertedArtifact, insertArtifact } from './insert-artifact.ts';
import { moveTag } from './move-tag.ts';
import type { PublishArtifactInput } from './publish-artifact-input.ts';

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
  try {
    return await transact(ports.database, (tx) => publishIn(tx, actor, input));
  } catch (error) {
    // Two packages that take one path at the same moment.
    if (!isUniqueViolation(error, 'files_repository_path')) throw error;
    const path = input.files[0].path;
    throw artifactAlreadyExists(`There is another file at ${path} already.`, { cause: error });
  }
}

async function publishIn(
  tx: Tx,
  actor: Actor,
  input: PublishArtifactInput,
): Promise<PublishResult> {
  const packageId = await lockPackage(tx, input);
  const existing = await findExisting(tx, packageId, input);
  if (existing !== null) {
    await input.alongside?.(tx, existing);
    return { artifact: existing, isNew: false };
  }
  const replaces = input.version === null;
  const version = input.version ?? (await nextRevision(tx, packageId));
  const wanted = { ...input, version, packageId, replaces };
  const { artifact, replaced } = await insertArtifact(tx, actor, wanted);
  for (const tag of input.tags ?? []) await moveTag(tx, packageId, tag, artifact.id);
  await openCase(tx, actor, input, { artifact, replaced });
  await input.alongside?.(tx, artifact);
  return { artifact, isNew: true };
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
async function lockPackage(tx: Tx, input: PublishArtifactInput): Promise<string> {
  const { name, repository } = input;
  const [row] = await tx.$queryRaw<{ readonly id: string }[]>`
    INSERT INTO packages (id, repository_id, name, updated_at)
    VALUES (${newId()}::uuid, ${repository.id}::uuid, ${name}, now())
    ON CONFLICT (repository_id, name) DO UPDATE SET name = packages.name
    RETURNING id`;
  assert(row !== undefined, 'an upsert returns its row');
  return row.id;
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

/** Audit event, first verdict (held: nothing is known yet) and the scan that will change it. */
async function openCase(
  tx: Tx,
  actor: Actor,
  input: PublishArtifactInput,
  { artifact, replaced }: InsertedArtifact,
): Promise<void> {
  const place = placeOfRepository(input.repository);
  const ids = { projectId: place.projectId, repositoryId: place.repositoryId };
  const { packageId } = artifact;
  const described = input.description === undefined ? {} : { description: input.description };
  const changed = { updatedAt: new Date(), ...described };
  await tx.package.update({ where: { id: packageId }, data: changed });
  await recordAudit(tx, actor, {
    action: 'artifact.publish',
    resource: {
      kind: 'artifact',
      id: artifact.id,
      name: `${repositoryPath(input.repository)}/${input.name}@${artifact.version}`,
    },
    place,
    details: { digest: artifact.digest, sizeBytes: Number(artifact.sizeBytes), replaced },
  });
  await settleArtifact(tx, actor, artifact.id);
  await requestScan(tx, artifact.id, { requestedById: null, isUrgent: true });
  await announce(tx, { type: 'package.changed', ...ids, packageId });
}
