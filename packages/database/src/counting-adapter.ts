import { PrismaPg } from '@prisma/adapter-pg';

/** How Prisma counts up to a bound: in the order of ids, which no number depends on. */
const orderedCount =
  /^(SELECT COUNT\(\*\) AS "[^"]+" FROM \(SELECT .*) ORDER BY (?:"\w+"\.)*"id" ASC (LIMIT \$\d+ OFFSET \$\d+\) AS "sub")$/s;

/**
 * Counts up to a bound in whatever order the rows come. In that of their ids PostgreSQL would walk
 * through a million of them to find the first ten thousand that fit.
 */
export class CountingAdapter extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (query) =>
      queryRaw({ ...query, sql: query.sql.replace(orderedCount, '$1 $2') });
    return adapter;
  }
}
