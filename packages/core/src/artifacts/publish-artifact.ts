import { type Artifact, isUniqueViolation, type Tx, transact } from '@bonded/database';
import { assert } from '@bonded/kernel';
import { type Actor, authorise } from '../access/index.ts';
import { requestScan, settleArtifact, writeEarlyScan } from '../clearance/index.ts';
import { announce } from '../events/index.ts';
import type { Ports } from '../ports.ts';
import { countHeld, type Refused, withinQuota } from '../quotas/index.ts';
import {
  hiddenRepository,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { claimStored } from './claim-stored.ts';
import { artifactAlreadyExists, artifactVersionBurned } from './errors.ts';
import { type InsertedArtifact, insertArtifact } from './insert-artifact.ts';
import { joinArtifact } from './join-artifact.ts';
import { lockPackage } from './lock-package.ts';
import type { PublishArtifactInput } from './publish-artifact-input.ts';
import { renewArtifact } from './renew-artifact.ts';
import { requireHosted } from './require-hosted.ts';
import { isStaged } from './stored-blob.ts';
import { tagPublished } from './tag-published.ts';

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
 * before), PACKAGE_NAME_TAKEN, BLOB_NOT_DEPOSITED (a stored blob that the package does not have),
 * QUOTA_EXCEEDED with its receipt.
 */
export async function publishArtifact(
  ports: Pick<Ports, 'database' | 'blobs' | 'addresses'>,
  actor: Actor,
  input: PublishArtifactInput,
  signal: AbortSignal,
): Promise<PublishResult> {
  await authorisePublish(ports, actor, input.repository, input.name);
  try {
    return await withinQuota(ports, actor, wantedBy(input), async () => {
      for (const { staged } of input.files) {
        if (isStaged(staged)) await ports.blobs.publish(staged, signal);
      }
      return transact(ports.database, (tx) => publishIn(tx, actor, input));
    });
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
  input.requireCurrent?.(await currentDigest(tx, packageId));
  await claimStored(tx, packageId, input);
  const existing = await findExisting(tx, packageId, input);
  const placed =
    existing === null
      ? await insertVersion(tx, actor, input, packageId)
      : await placeOnExisting(tx, actor, existing, input);
  const artifact = placed?.artifact ?? existing;
  assert(artifact !== null, 'what was not placed was there');
  await tagPublished(tx, actor, input, { artifact, isNew: placed !== null });
  const isNew = existing === null;
  if (placed !== null) await openCase(tx, actor, input, { ...placed, isNew });
  await input.alongside?.(tx, artifact);
  await countHeld(tx);
  return { artifact, isNew: placed !== null };
}

function wantedBy({ repository, name, version, files }: PublishArtifactInput): Refused {
  return {
    repository,
    name: version === null ? name : `${name}@${version}`,
    action: 'artifact.publish',
    needed: files.map(({ staged: { digest, sizeBytes } }) => ({ digest, sizeBytes })),
  };
}

async function currentDigest(tx: Tx, packageId: string): Promise<string | null> {
  const newest = await tx.artifact.findFirst({
    where: { packageId, deletedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { digest: true },
  });
  return newest?.digest ?? null;
}

async function insertVersion(
  tx: Tx,
  actor: Actor,
  input: PublishArtifactInput,
  packageId: string,
): Promise<InsertedArtifact> {
  const replaces = input.version === null;
  const version = input.version ?? (await nextRevision(tx, packageId));
  return insertArtifact(tx, actor, { ...input, version, packageId, replaces });
}

/**
 * What becomes of a version that is there: null where it already holds what is published.
 * Errors: ARTIFACT_ALREADY_EXISTS, ARTIFACT_VERSION_BURNED.
 */
async function placeOnExisting(
  tx: Tx,
  actor: Actor,
  existing: Artifact,
  input: PublishArtifactInput,
): Promise<InsertedArtifact | null> {
  const { repository, onExisting = { kind: 'refuse' } } = input;
  const what = `${input.name}@${existing.version}`;
  if (existing.deletedAt !== null && !repository.canReuseVersions) {
    throw artifactVersionBurned(`${what} was deleted. A version is never given out twice.`);
  }
  if (existing.deletedAt === null && onExisting.kind === 'join') {
    const artifact = await joinArtifact(tx, existing, input, onExisting);
    return artifact && { artifact, replaced: [] };
  }
  if (existing.deletedAt === null && existing.digest === input.files[0].staged.digest) return null;
  const mayReplace = onExisting.kind === 'replace' || repository.canOverwrite;
  if (existing.deletedAt === null && !mayReplace) {
    throw artifactAlreadyExists(`${what} exists already with other bytes. Publish a new version.`);
  }
  const replaced = [existing.digest];
  return { artifact: await renewArtifact(tx, actor, existing, input), replaced };
}

export function authorisePublish(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  repository: RepositoryWithProject,
  name: string,
): Promise<void> {
  // Said before rights are asked: who reads it is told so anyway.
  requireHosted(actor, repository, 'publish');
  return authorise(ports, actor, {
    action: 'artifact:publish',
    place: placeOfRepository(repository),
    resource: { kind: 'package', name: `${repositoryPath(repository)}/${name}` },
    hiddenAs: () => hiddenRepository(actor),
  });
}

/** The version that is published, deleted or not; of revisions, the one with the same bytes. */
function findExisting(
  tx: Tx,
  packageId: string,
  { version, files: [first] }: PublishArtifactInput,
): Promise<Artifact | null> {
  return version === null
    ? tx.artifact.findFirst({ where: { packageId, deletedAt: null, digest: first.staged.digest } })
    : tx.artifact.findUnique({ where: { packageId_version: { packageId, version } } });
}

async function nextRevision(tx: Tx, packageId: string): Promise<string> {
  return String((await tx.artifact.count({ where: { packageId } })) + 1);
}

/**
 * Audit event and first verdict; where nothing is known yet it is held, and the scan that will
 * change that is asked for.
 */
async function openCase(
  tx: Tx,
  actor: Actor,
  input: PublishArtifactInput,
  { artifact, replaced, isNew }: InsertedArtifact & { readonly isNew: boolean },
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
  const { early = null, repository } = input;
  const isScanned =
    early !== null && (await writeEarlyScan(tx, { artifact, isNew, repository, early }));
  await settleArtifact(tx, actor, artifact.id);
  if (!isScanned) await requestScan(tx, artifact.id, { requestedById: null, isUrgent: true });
  announce(tx, { type: 'package.changed', ...ids, packageId });
}
