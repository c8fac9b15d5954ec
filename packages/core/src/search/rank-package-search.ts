import type { Prisma } from '@bonded/database';
import type { Actor } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { namedSets, nameRank } from './name-ranks.ts';
import { fewPackages, inSteps } from './narrow-search.ts';
import { parseSearch } from './parse-search.ts';
import type { SearchTerm } from './search-term.ts';
import { packageSearchWhere } from './search-where.ts';

type PackageWhere = Prisma.PackageWhereInput;
type Database = Pick<Ports, 'database'>;

/** Packages whose names answer a search equally well. */
export interface SearchRank {
  readonly rank: number;
  /** What finds them, by statements of its own where they are many. */
  readonly where: () => Promise<PackageWhere>;
}

export interface RankedSearch {
  /** All that is found. */
  readonly where: PackageWhere;
  /** The same in parts, the best first. */
  readonly ranks: readonly SearchRank[];
}

/**
 * What finds the packages of a search page by page: first the one that is called as the words
 * say, then those that begin so, those whose last part it is, those that have it in their name,
 * and last those of which only something else is true. The widest of these sets that has few is
 * read at once and told apart here: as in `narrowSearch`, asking for few among many by a condition
 * would walk through all. Errors: SEARCH_INVALID.
 */
export async function rankPackageSearch(
  ports: Database,
  actor: Actor,
  input: { readonly query: string },
): Promise<RankedSearch> {
  const terms = parseSearch(input.query);
  const found = packageSearchWhere(actor, terms);
  const words = terms.flatMap(wordOf);
  const named = namedSets(words);
  const sets = [...named.map((set) => ({ AND: [found, set] })), found];
  const many: SearchRank[] = [];
  for (const [rank, set] of [...sets.entries()].toReversed()) {
    const few = await fewPackages(ports, set);
    if (few !== null) {
      const where = many.length === 0 ? { id: { in: inSteps(few) } } : found;
      return { where, ranks: [...ranksOf(few, words, rank), ...many] };
    }
    const better = named[rank - 1];
    const own = better === undefined ? set : { AND: [set, { NOT: better }] };
    many.unshift({ rank, where: () => narrowed(ports, own) });
  }
  return { where: found, ranks: many };
}

/** The words that a name can answer. */
function wordOf({ isNegated, condition }: SearchTerm): readonly string[] {
  if (isNegated) return [];
  if (condition.kind === 'word') return [condition.text];
  return condition.kind === 'coordinate' ? [condition.name] : [];
}

async function narrowed(ports: Database, where: PackageWhere): Promise<PackageWhere> {
  const few = await fewPackages(ports, where);
  return few === null ? where : { id: { in: inSteps(few) } };
}

/** Those of a set that was read, in their ranks: the set's own is the last. */
function ranksOf(
  rows: readonly { readonly id: string; readonly name: string }[],
  words: readonly string[],
  last: number,
): readonly SearchRank[] {
  const byRank = Map.groupBy(rows, ({ name }) => Math.min(nameRank(name, words), last));
  return [...byRank]
    .toSorted(([one], [other]) => one - other)
    .map(([rank, members]) => ({
      rank,
      where: () => Promise.resolve({ id: { in: inSteps(members) } }),
    }));
}
