import { AppError } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import {
  listPackageFiles,
  lookUpPackage,
  lookUpPackageByKey,
  packageNotFound,
  readPackageIndex,
} from '../artifacts/index.ts';
import { currentPolicyRow, loadRules, policyOf } from '../clearance/index.ts';
import { membersFor, type RepositoryWithProject, type ToldPackage } from '../repositories/index.ts';
import { heedSource } from './heed-source.ts';
import { heedUpstream } from './heed-upstream.ts';
import type { PackageIndex } from './indexed-package.ts';
import { mergeIndexes } from './merge-indexes.ts';
import type { SupplyPorts } from './open-file.ts';
import { indexOfTold, type ToldDemands } from './told-index.ts';

export interface FoundIndex {
  /** The same while the index says the same to the same readers: what is rendered is kept by it. */
  readonly key: string;
  readonly read: () => Promise<PackageIndex>;
}

export interface IndexWish {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  /** Where a format takes several spellings for one name. */
  readonly nameKey?: string;
  /** Of what upstreams tell, the versions of this series alone: see `UpstreamFormat`. */
  readonly series?: string;
}

/**
 * The index of a package: a hosted repository's own, a proxy's with what its upstream tells, a
 * group's from all members that the caller may read. The caller may read the repository: that was
 * asked before. Errors: PACKAGE_NOT_FOUND, those of `Upstreams.package`.
 */
export async function findIndex(
  ports: SupplyPorts,
  actor: Actor,
  wish: IndexWish,
): Promise<FoundIndex> {
  const found = await lookUpIndex(ports, actor, wish);
  if (found === null) throw packageNotFound(`There is no package ${wish.name} here.`);
  return found;
}

/** The same, or null. */
export function lookUpIndex(
  ports: SupplyPorts,
  actor: Actor,
  wish: IndexWish,
): Promise<FoundIndex | null> {
  if (wish.repository.kind === 'GROUP') return indexOfGroup(ports, actor, wish);
  if (wish.repository.kind === 'PROXY') return indexOfProxy(ports, wish, null);
  return indexOfHosted(ports, wish);
}

/** Which package a name is; kept, for packages are never renamed and never deleted. */
async function findId(ports: SupplyPorts, wish: IndexWish): Promise<string | null> {
  const { repository, name, nameKey } = wish;
  const kept = ports.caches.packageIds.peek(`${repository.id} ${nameKey ?? name}`);
  if (kept !== undefined) return kept.id;
  const repositoryId = repository.id;
  const row =
    nameKey === undefined
      ? await lookUpPackage(ports, { repositoryId, name })
      : await lookUpPackageByKey(ports, { repositoryId, nameKey });
  if (row === null) return null;
  const { id } = row;
  ports.caches.packageIds.put(`${repositoryId} ${nameKey ?? name}`, { id });
  return id;
}

async function indexOfHosted(ports: SupplyPorts, wish: IndexWish): Promise<FoundIndex | null> {
  const id = await findId(ports, wish);
  if (id === null) return null;
  const stored = storedIndex(ports, id);
  // What its source tells changes when the package does: one key is both.
  return { key: stored.key, read: () => readWithSource(ports, wish.repository, { id, stored }) };
}

async function readWithSource(
  ports: SupplyPorts,
  repository: RepositoryWithProject,
  { id, stored }: { readonly id: string; readonly stored: FoundIndex },
): Promise<PackageIndex> {
  const { source } = ports.formats.find(({ id: each }) => each === repository.format) ?? {};
  const told = source === undefined ? null : await ports.sources.package(repository, id);
  if (source === undefined || told?.package == null) return stored.read();
  const index = indexOfTold(repository, told, await demandsOf(ports, repository));
  return mergeIndexes([heedSource(await stored.read(), index, source.isState), index]);
}

function storedIndex(ports: SupplyPorts, id: string): FoundIndex {
  return {
    key: ports.caches.generations.of(id),
    read: async () => ({
      ...(await readPackageIndex(ports, id)),
      files: () => listPackageFiles(ports, id),
    }),
  };
}

async function indexOfProxy(
  ports: SupplyPorts,
  wish: IndexWish,
  through: RepositoryWithProject | null,
): Promise<FoundIndex | null> {
  const { repository: proxy, name, series } = wish;
  if (await ports.upstreams.isClaimed(proxy, { name, through })) return null;
  const id = await findId(ports, wish);
  const told = await ports.upstreams.package(proxy, name, series).catch((error: unknown) => {
    // What we have is still served.
    if (id !== null && error instanceof AppError && error.kind === 'unavailable') return null;
    throw error;
  });
  const upstream = told?.package == null ? null : toldIndex(ports, proxy, told);
  const stored = id === null ? null : storedIndex(ports, id);
  if (stored !== null && upstream !== null) return heeding(stored, upstream);
  const only = stored ?? upstream;
  return only === null ? null : combine([only]);
}

function heeding(stored: FoundIndex, upstream: FoundIndex): FoundIndex {
  return {
    key: `${stored.key} ${upstream.key}`,
    read: async () => {
      const told = await upstream.read();
      return mergeIndexes([heedUpstream(await stored.read(), told), told]);
    },
  };
}

function toldIndex(
  ports: SupplyPorts,
  proxy: RepositoryWithProject,
  told: ToldPackage,
): FoundIndex {
  return {
    // All that one document tells is one telling.
    key: `${proxy.id}#${told.telling}#${told.package?.name ?? ''}`,
    read: async () => indexOfTold(proxy, told, await demandsOf(ports, proxy)),
  };
}

/** What a repository demands of versions that it is only told of. */
async function demandsOf(
  { database: { prisma }, formats }: SupplyPorts,
  { id: repositoryId, kind, ...place }: RepositoryWithProject,
): Promise<ToldDemands> {
  const format = formats.find(({ id }) => id === place.format);
  return {
    policy: policyOf(await currentPolicyRow(prisma, repositoryId), kind),
    rules: await loadRules(prisma, { ...place, repositoryId }),
    nameKeyOf: format?.upstream?.nameKeyOf,
  };
}

async function indexOfGroup(
  ports: SupplyPorts,
  actor: Actor,
  wish: IndexWish,
): Promise<FoundIndex | null> {
  const group = wish.repository;
  const members = await membersFor(ports, actor, { group, action: 'artifact:read' });
  const parts: FoundIndex[] = [];
  let failure: AppError | undefined;
  for (const repository of members) {
    try {
      const part = await indexOfMember(ports, { ...wish, repository }, group);
      if (part !== null) parts.push(part);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
      failure ??= error;
    }
  }
  // Less than all is served rather than nothing; nothing is not said while somebody may have it.
  if (parts.length === 0 && failure !== undefined) throw failure;
  return parts.length === 0 ? null : combine(parts);
}

/** Groups stand for their members: none is a member itself. */
function indexOfMember(
  ports: SupplyPorts,
  wish: IndexWish,
  group: RepositoryWithProject,
): Promise<FoundIndex | null> {
  const isProxy = wish.repository.kind === 'PROXY';
  return isProxy ? indexOfProxy(ports, wish, group) : indexOfHosted(ports, wish);
}

function combine(parts: readonly FoundIndex[]): FoundIndex {
  return {
    key: parts.map(({ key }) => key).join(' '),
    read: async () => mergeIndexes(await Promise.all(parts.map((part) => part.read()))),
  };
}
