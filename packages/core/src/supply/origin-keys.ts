import { Prisma } from '@bonded/database';
import { literally, patternKey } from '../input/index.ts';
import type { Ports } from '../ports.ts';

/**
 * Whose a name is. `OURS`: upstream is not asked for it. `COLLISION`: the same, and the proxy holds
 * versions that it fetched before. `SHARED`: a hosted repository has it, and an operator lets
 * upstream add to it. `OUTSIDE`: the proxy alone has it.
 */
export type NameStanding = 'OURS' | 'COLLISION' | 'SHARED' | 'OUTSIDE';

/** Among which names is looked, and what makes one ours. */
export interface OriginGround {
  readonly proxyId: string;
  /** The hosted repositories beside the proxy. */
  readonly hostedIds: readonly string[];
  /** Those of them whose names may be listed. */
  readonly listedIds: readonly string[];
  readonly claimedNames: readonly string[];
  readonly sharedNames: readonly string[];
  readonly nameKeyOf: (name: string) => string;
}

export interface OriginFilter {
  /** A part of the name, in whichever spelling. */
  readonly search?: string | null | undefined;
  readonly standing?: NameStanding | null | undefined;
}

/** Which part of the list, by keys: after one, before another, from its beginning or its end. */
export interface OriginPage {
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
  readonly isBackward?: boolean;
  readonly take: number;
}

type Database = Pick<Ports, 'database'>;

/** The names of a page, each once and by its key, in the order that was asked for. */
export async function readOriginKeys(
  { database }: Database,
  ground: OriginGround,
  wish: OriginFilter & OriginPage,
): Promise<readonly string[]> {
  const rows = await database.prisma.$queryRaw<{ readonly key: string }[]>`
    SELECT DISTINCT key FROM (${foundKeys(ground, wish)}) found
    ORDER BY key ${directionOf(wish)} LIMIT ${wish.take}`;
  return rows.map(({ key }) => key);
}

/** How many there are, up to a bound. */
export async function countOriginKeys(
  { database }: Database,
  ground: OriginGround,
  { countMax, ...filter }: OriginFilter & { readonly countMax: number },
): Promise<number> {
  const all = foundKeys(ground, { ...filter, take: countMax });
  const [row] = await database.prisma.$queryRaw<{ readonly count: bigint }[]>`
    SELECT count(*) FROM (SELECT DISTINCT key FROM (${all}) found LIMIT ${countMax}) names`;
  return Number(row?.count ?? 0);
}

/** What all spellings of a name have in common, and what `packages_repository_key` is sorted by. */
const key = Prisma.sql`COALESCE(package.name_key, package.name)`;

function directionOf({ isBackward = false }: OriginPage): Prisma.Sql {
  return isBackward ? Prisma.sql`DESC` : Prisma.sql`ASC`;
}

/**
 * Each repository gives as many as the page holds, in the order of its index: what is read does not
 * grow with what there is.
 */
function foundKeys(ground: OriginGround, wish: OriginFilter & OriginPage): Prisma.Sql {
  const { after = null, before = null, take } = wish;
  const within = Prisma.join(
    [
      searched(ground, wish),
      ...(after === null ? [] : [Prisma.sql`${key} > ${after}`]),
      ...(before === null ? [] : [Prisma.sql`${key} < ${before}`]),
    ],
    ' AND ',
  );
  const parts = partsWith(ground, wish.standing ?? null).map(
    ({ ids, where }) => Prisma.sql`
      SELECT part.key FROM unnest(${[...ids]}::uuid[]) AS source(id) CROSS JOIN LATERAL (
        SELECT ${key} AS key FROM packages package
        WHERE package.repository_id = source.id AND ${where} AND ${within}
        ORDER BY 1 ${directionOf(wish)} LIMIT ${take}
      ) part`,
  );
  return Prisma.join(parts, ' UNION ALL ');
}

/** Names of some repositories. */
interface Part {
  readonly ids: readonly string[];
  readonly where: Prisma.Sql;
}

/** Where the names of a standing are: by the same rule as `claimOf`, as the database says it. */
function partsWith(ground: OriginGround, standing: NameStanding | null): readonly Part[] {
  const { proxyId, hostedIds, listedIds, claimedNames, sharedNames, nameKeyOf } = ground;
  const isClaimed = answers(claimedNames, nameKeyOf);
  const isShared = answers(sharedNames, nameKeyOf);
  const isHosted = isAmong(hostedIds);
  const isFetched = isAmong([proxyId], holds(Prisma.sql`other.id`));
  const ours = (where: Prisma.Sql, ids = listedIds): Part => ({ ids, where });
  const fetched = (where: Prisma.Sql): Part => ({
    ids: [proxyId],
    where: Prisma.sql`${holds(Prisma.sql`package.id`)} AND ${where}`,
  });
  switch (standing) {
    case null:
      return [ours(Prisma.sql`true`), fetched(Prisma.sql`true`)];
    case 'OURS':
      return [ours(Prisma.sql`(${isClaimed} OR NOT ${isShared}) AND NOT ${isFetched}`)];
    case 'COLLISION':
      // Few of many: asked from the side that has fewer names, which the proxy has as well.
      return [fetched(isClaimed), ours(Prisma.sql`NOT ${isShared} AND ${isFetched}`, hostedIds)];
    case 'SHARED':
      return [
        ours(Prisma.sql`${isShared} AND NOT ${isClaimed}`),
        fetched(Prisma.sql`${isShared} AND NOT ${isClaimed} AND ${isHosted}`),
      ];
    case 'OUTSIDE':
      return [fetched(Prisma.sql`NOT ${isClaimed} AND NOT ${isHosted}`)];
  }
}

function isAmong(ids: readonly string[], where = Prisma.sql`true`): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM packages other WHERE other.repository_id = ANY (${[...ids]}::uuid[])
      AND COALESCE(other.name_key, other.name) = ${key} AND ${where})`;
}

/** What was deleted is held no more. */
function holds(packageId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM artifacts WHERE package_id = ${packageId} AND deleted_at IS NULL)`;
}

/** The same rule as `matchesName`. */
function answers(patterns: readonly string[], nameKeyOf: (name: string) => string): Prisma.Sql {
  const keys = patterns.map((pattern) => patternKey(pattern, nameKeyOf));
  const starts = keys.filter((each) => each.endsWith('*')).map((each) => each.slice(0, -1));
  const names = keys.filter((each) => !each.endsWith('*'));
  return Prisma.sql`(${key} = ANY (${names}::text[]) OR ${key} ^@ ANY (${starts}::text[]))`;
}

function searched({ nameKeyOf }: OriginGround, { search }: OriginFilter): Prisma.Sql {
  const text = search?.trim() ?? '';
  if (text === '') return Prisma.sql`true`;
  const within = (part: string) => `%${literally(part)}%`;
  return Prisma.sql`
    (package.name ILIKE ${within(text)} OR ${key} LIKE ${within(nameKeyOf(text))})`;
}
