import type { Prisma } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { parseSearch } from './parse-search.ts';
import { searchWhere } from './search-where.ts';

/**
 * How many ids a list is asked for by, in steps: each number is a statement of its own to the
 * database, which it plans anew.
 */
const steps = [10, 100, 1_000] as const;
const idsMax = 1_000;

/**
 * What finds the artifacts of a search page by page. A search that finds few of a great many is
 * asked for those by their ids: in search of the newest that fit, PostgreSQL would walk through
 * all that do not. Errors: SEARCH_INVALID.
 */
export async function narrowSearch(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly query: string },
): Promise<Prisma.ArtifactWhereInput> {
  const where = searchWhere(actor, parseSearch(input.query));
  const { artifact } = ports.database.prisma;
  if ((await artifact.count({ where, take: idsMax + 1 })) > idsMax) return where;
  const rows = await artifact.findMany({ where, select: { id: true } });
  return { id: { in: inSteps(rows) } };
}

/** The ids and names of the packages, unless they are more than a list can be asked for by. */
export async function fewPackages(
  { database }: Pick<Ports, 'database'>,
  where: Prisma.PackageWhereInput,
): Promise<readonly { readonly id: string; readonly name: string }[] | null> {
  const { package: packages } = database.prisma;
  if ((await packages.count({ where, take: idsMax + 1 })) > idsMax) return null;
  return packages.findMany({ where, select: { id: true, name: true } });
}

/** As many as the next step has: the last one is named again. */
export function inSteps(rows: readonly { readonly id: string }[]): string[] {
  const last = rows.at(-1);
  if (last === undefined) return [];
  // Some may have come since they were counted: then there are more than a step has.
  const length = steps.find((step) => step >= rows.length) ?? rows.length;
  return Array.from({ length }, (_, index) => (rows[index] ?? last).id);
}
