import { PrismaPg } from '@prisma/adapter-pg';

/**
 * Counts up to a bound in whatever order the rows come. In that of their ids PostgreSQL would walk
 * through a million of them to find the first ten thousand that fit.
 */
export class CountingAdapter extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (query) => queryRaw({ ...query, sql: inAnyOrder(query.sql) });
    return adapter;
  }
}

/** Prisma counts `FROM (SELECT … ORDER BY … "id" ASC LIMIT …)`: no number depends on order. */
function inAnyOrder(sql: string): string {
  if (!sql.startsWith('SELECT COUNT(*)')) return sql;
  const from = sql.lastIndexOf(' ORDER BY ');
  const to = sql.indexOf(' LIMIT ', from);
  const order = from === -1 || to === -1 ? '' : sql.slice(from, to);
  const isById = order.endsWith('"id" ASC') && !order.includes(',');
  return isById ? sql.slice(0, from) + sql.slice(to) : sql;
}
