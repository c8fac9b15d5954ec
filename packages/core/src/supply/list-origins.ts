import type { Prisma } from '@bonded/database';
import { type Actor, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import {
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { beside, patternOf } from './claims.ts';
import { formatOf } from './format-of.ts';
import {
  countOriginKeys,
  type NameStanding,
  type OriginFilter,
  type OriginGround,
  type OriginPage,
  readOriginKeys,
} from './origin-keys.ts';

export type { NameStanding } from './origin-keys.ts';

/** More hosted repositories of one format than a proxy has beside it. */
const hostedMax = 1_000;

/** Whose a name is, and why. */
export interface NameOrigin {
  /** What all spellings of the name have in common. */
  readonly key: string;
  readonly name: string;
  readonly standing: NameStanding;
  /** The operator's word that decides; null where a hosted repository does, or nobody. */
  readonly pattern: string | null;
  /** The paths of the hosted repositories that have it, as far as the viewer may know of them. */
  readonly owners: readonly string[];
  /** Whether there is one more that the viewer may not know of. */
  readonly hasUnseenOwner: boolean;
  /** How it first came to those repositories that the viewer may look into; null: not at all. */
  readonly ours: FirstArrival | null;
  /** How the proxy first got it; null where it holds nothing of it. */
  readonly fetched: FirstArrival | null;
}

export interface FirstArrival {
  readonly at: Date;
  /** Null while there is none: a source was made for the name, and says nothing yet. */
  readonly version: string | null;
  /** The name of a user. */
  readonly publishedBy: string | null;
}

type OriginPorts = Pick<Ports, 'database' | 'formats'>;

export interface OriginsWish extends OriginFilter {
  readonly proxy: RepositoryWithProject;
}

/**
 * Which names are ours, which come from outside, and which are both: those of the proxy, and of the
 * hosted repositories beside it in which the actor sees what is held, one entry a name, by what its
 * spellings have in common. Whoever asks may see what is held in the proxy.
 */
export async function listOrigins(
  ports: OriginPorts,
  actor: Actor,
  { proxy, ...wish }: OriginsWish & OriginPage,
): Promise<readonly NameOrigin[]> {
  const ground = await groundOf(ports, actor, proxy);
  const keys = await readOriginKeys(ports, ground, wish);
  const packages = await packagesOf(ports, ground, keys);
  const byKey = Map.groupBy(packages, ({ name, nameKey }) => nameKey ?? name);
  return keys.map((key) => originOf(key, byKey.get(key) ?? [], { actor, ground }));
}

/** How many there are, up to a bound. */
export async function countOrigins(
  ports: OriginPorts,
  actor: Actor,
  { proxy, ...wish }: OriginsWish & { readonly countMax: number },
): Promise<number> {
  return countOriginKeys(ports, await groundOf(ports, actor, proxy), wish);
}

async function groundOf(
  ports: OriginPorts,
  actor: Actor,
  proxy: RepositoryWithProject,
): Promise<OriginGround> {
  const { prisma } = ports.database;
  const said = await prisma.upstream.findUniqueOrThrow({
    where: { repositoryId: proxy.id },
    select: { claimedNames: true, sharedNames: true },
  });
  const hosted = await prisma.repository.findMany({
    where: { ...beside(proxy, []), format: proxy.format },
    select: { id: true, projectId: true, isPublic: true },
    orderBy: { id: 'asc' },
    take: hostedMax,
  });
  const listed = hosted.filter((one) => can(actor, 'artifact:read-held', placeOfRepository(one)));
  return {
    ...said,
    proxyId: proxy.id,
    hostedIds: hosted.map(({ id }) => id),
    listedIds: listed.map(({ id }) => id),
    nameKeyOf: formatOf(ports, proxy).upstream?.nameKeyOf ?? ((name) => name),
  };
}

const told = {
  repository: { include: { project: true } },
  artifacts: {
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 1,
    select: { version: true, publishedBy: { select: { username: true } } },
  },
  _count: { select: { artifacts: { where: { deletedAt: null } } } },
} satisfies Prisma.PackageInclude;

type ToldPackage = Prisma.PackageGetPayload<{ include: typeof told }>;

/** All packages of some names, the first that came before the others. */
function packagesOf(
  { database }: OriginPorts,
  { proxyId, hostedIds }: OriginGround,
  keys: readonly string[],
): Promise<readonly ToldPackage[]> {
  return database.prisma.package.findMany({
    where: {
      repositoryId: { in: [proxyId, ...hostedIds] },
      OR: [{ nameKey: { in: [...keys] } }, { nameKey: null, name: { in: [...keys] } }],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: told,
  });
}

interface Viewing {
  readonly actor: Actor;
  readonly ground: OriginGround;
}

function originOf(
  key: string,
  packages: readonly ToldPackage[],
  { actor, ground }: Viewing,
): NameOrigin {
  const hosted = packages.filter(({ repositoryId }) => repositoryId !== ground.proxyId);
  const ours = hosted.find(({ repositoryId }) => ground.listedIds.includes(repositoryId));
  const fetched = packages.find(
    ({ repositoryId, _count }) => repositoryId === ground.proxyId && _count.artifacts > 0,
  );
  // Who has it is told to who may know of it.
  const owners = hosted
    .map(({ repository }) => repository)
    .filter((owner) => can(actor, 'repository:read', placeOfRepository(owner)));
  const isHosted = hosted.length > 0;
  return {
    key,
    name: ours?.name ?? fetched?.name ?? key,
    ...standingOf(key, ground, { isHosted, isFetched: fetched !== undefined }),
    owners: owners.map(repositoryPath),
    hasUnseenOwner: owners.length < hosted.length,
    ours: ours === undefined ? null : arrivalOf(ours),
    fetched: fetched === undefined ? null : arrivalOf(fetched),
  };
}

/** By the same rule as `claimOf`. */
function standingOf(
  name: string,
  { claimedNames, sharedNames, nameKeyOf }: OriginGround,
  { isHosted, isFetched }: { readonly isHosted: boolean; readonly isFetched: boolean },
): Pick<NameOrigin, 'standing' | 'pattern'> {
  const asked = { name, nameKeyOf };
  const ours = isFetched ? 'COLLISION' : 'OURS';
  const claim = patternOf(claimedNames, asked);
  if (claim !== undefined) return { standing: ours, pattern: claim };
  if (!isHosted) return { standing: 'OUTSIDE', pattern: null };
  const share = patternOf(sharedNames, asked);
  if (share !== undefined) return { standing: 'SHARED', pattern: share };
  return { standing: ours, pattern: null };
}

function arrivalOf({ createdAt: at, artifacts }: ToldPackage): FirstArrival {
  const [first] = artifacts;
  const publishedBy = first?.publishedBy?.username ?? null;
  return { at, version: first?.version ?? null, publishedBy };
}
