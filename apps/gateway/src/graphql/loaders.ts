import type { Actor, Place } from '@bonded/core/access';
import { type Quota, readQuotas } from '@bonded/core/quotas';
import { placeOfRepository } from '@bonded/core/repositories';
import type { Advisory, Artifact, PrismaClient, User } from '@bonded/database';
import DataLoader from 'dataloader';
import { type ArtifactTally, tallyProjects, tallyRepositories } from './artifacts/tally.ts';
import {
  type ComponentKey,
  type FoundInComponent,
  keyOf,
  loadComponentFindings,
} from './clearance/found-in-component.ts';
import { type ComponentTally, tallyComponents } from './clearance/tally-components.ts';
import { loadTakenIn } from './sources/taken-in.ts';

/**
 * What is looked up for many rows at once. Lives for one operation: nothing outlasts a
 * revocation.
 */
export interface Loaders {
  /** The place that a repository is, by its id. */
  readonly places: DataLoader<string, Place>;
  readonly users: DataLoader<string, User | null>;
  readonly advisories: DataLoader<string, Advisory | null>;
  /** The newest finished scan of an artifact. */
  readonly finishedScans: DataLoader<string, string | null>;
  /** In what of an artifact that scan found something: purls, by the artifact's id. */
  readonly affectedPurls: DataLoader<string, readonly string[]>;
  readonly componentFindings: DataLoader<ComponentKey, FoundInComponent | null, string>;
  readonly componentTallies: DataLoader<string, ComponentTally>;
  /** What was taken in of a ref of a source, by the ref's id. */
  readonly takenIn: DataLoader<string, Artifact | null>;
  readonly repositoryTallies: DataLoader<string, ArtifactTally>;
  readonly projectTallies: DataLoader<string, ArtifactTally>;
  readonly quotas: DataLoader<string, Quota>;
}

const batchMax = 500;

export function createLoaders(prisma: PrismaClient, actor: Actor): Loaders {
  const options = { maxBatchSize: batchMax };
  return {
    places: new DataLoader((ids) => loadPlaces(prisma, ids), options),
    users: new DataLoader((ids) => loadUsers(prisma, ids), options),
    advisories: new DataLoader((ids) => loadAdvisories(prisma, ids), options),
    finishedScans: new DataLoader((ids) => loadFinishedScans(prisma, ids), options),
    affectedPurls: new DataLoader((ids) => loadAffectedPurls(prisma, ids), options),
    componentFindings: new DataLoader((keys) => loadComponentFindings(prisma, keys), {
      ...options,
      cacheKeyFn: keyOf,
    }),
    componentTallies: new DataLoader((ids) => tallyComponents(prisma, ids), options),
    takenIn: new DataLoader((ids) => loadTakenIn(prisma, actor, ids), options),
    repositoryTallies: new DataLoader((ids) => tallyRepositories(prisma, actor, ids), options),
    quotas: new DataLoader((ids) => readQuotas(prisma, ids), options),
    projectTallies: new DataLoader((ids) => tallyProjects(prisma, actor, ids), options),
  };
}

async function loadPlaces(prisma: PrismaClient, ids: readonly string[]): Promise<Place[]> {
  const rows = await prisma.repository.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, projectId: true, isPublic: true },
  });
  const places = new Map<string, Place>(rows.map((row) => [row.id, placeOfRepository(row)]));
  // A repository that has just gone is nobody's: only global grants still reach what is left of it.
  return ids.map((id) => places.get(id) ?? { kind: 'global' });
}

async function loadUsers(prisma: PrismaClient, ids: readonly string[]): Promise<(User | null)[]> {
  return inOrder(ids, await prisma.user.findMany({ where: { id: { in: [...ids] } } }));
}

async function loadAdvisories(
  prisma: PrismaClient,
  ids: readonly string[],
): Promise<(Advisory | null)[]> {
  return inOrder(ids, await prisma.advisory.findMany({ where: { id: { in: [...ids] } } }));
}

async function loadFinishedScans(
  prisma: PrismaClient,
  ids: readonly string[],
): Promise<(string | null)[]> {
  const rows = await prisma.$queryRaw<{ id: string; scanId: string }[]>`
    SELECT DISTINCT ON (artifact_id) artifact_id AS id, id AS "scanId"
    FROM scans
    WHERE artifact_id = ANY (${[...ids]}::uuid[]) AND status = 'SCANNED'
    ORDER BY artifact_id, created_at DESC, id DESC`;
  return inOrder(ids, rows).map((row) => row?.scanId ?? null);
}

async function loadAffectedPurls(
  prisma: PrismaClient,
  ids: readonly string[],
): Promise<(readonly string[])[]> {
  const scans = await loadFinishedScans(prisma, ids);
  const rows = await prisma.finding.findMany({
    where: { scanId: { in: scans.filter((id) => id !== null) } },
    distinct: ['scanId', 'componentPurl'],
    select: { scanId: true, componentPurl: true },
  });
  const byScan = Map.groupBy(rows, ({ scanId }) => scanId);
  return scans.map((id) =>
    id === null ? [] : (byScan.get(id) ?? []).map(({ componentPurl }) => componentPurl),
  );
}

function inOrder<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
