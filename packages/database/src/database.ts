import pg from 'pg';
import { CountingAdapter } from './counting-adapter.ts';
import { translateDatabaseError } from './database-errors.ts';
import { PrismaClient } from './generated/client.ts';
import { preparedStatementNames } from './prepared-statement-names.ts';

export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/database` */
  readonly url: string;
  /** Connections this process may hold at once. */
  readonly poolMax: number;
  /** PostgreSQL cancels a statement that runs longer. */
  readonly statementTimeoutMs: number;
  /** Hears of idle connections that broke. The pool has already replaced them: log it, count it. */
  readonly onPoolError: (error: Error) => void;
}

/** One process's way to PostgreSQL. Nothing connects before the first query. */
export interface Database extends AsyncDisposable {
  /** For reading. Changes go through `transact`. */
  readonly prisma: PrismaClient;
  /** For the few statements that are hot enough to be written by hand. */
  readonly pool: pg.Pool;
  /** Waits for running queries, then closes every connection. Idempotent. */
  close(): Promise<void>;
}

/**
 * How long a query waits for a connection: for one that is free, where all are busy. A hundred
 * publishes that end at once take their turns at the counter of their project (see `countHeld`), on
 * a disk that is slow to sync; who waits is served late, who is refused comes again all the same.
 */
export const connectionWaitMs = 15_000;
const idleTimeoutMs = 60_000;

export function createDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax,
    statement_timeout: options.statementTimeoutMs,
    connectionTimeoutMillis: connectionWaitMs,
    idleTimeoutMillis: idleTimeoutMs,
    keepAlive: true,
    application_name: 'bonded',
  });
  // An 'error' event that nobody hears ends the process: a restart of PostgreSQL must not (D1.15).
  pool.on('error', options.onPoolError);
  // Nor must the end of a connection that is lent out and between two queries: the next one fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  const adapter = new CountingAdapter(pool, { statementNameGenerator: preparedStatementNames() });
  const prisma = translatingErrors(new PrismaClient({ adapter, errorFormat: 'minimal' }));

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= prisma.$disconnect().then(() => pool.end());
    return closing;
  };
  return { prisma, pool, close, [Symbol.asyncDispose]: close };
}

function translatingErrors(client: PrismaClient): PrismaClient {
  const extended = client.$extends({
    query: {
      async $allOperations({ args, query }): Promise<unknown> {
        try {
          return (await query(args)) as unknown;
        } catch (error) {
          throw translateDatabaseError(error);
        }
      },
    },
  });
  // An extension of queries alone adds and removes nothing: only its declared type differs.
  return extended as unknown as PrismaClient;
}

/** True when a query was answered just now: what readiness asks. */
export async function isReachable(database: Database): Promise<boolean> {
  try {
    await database.pool.query('SELECT 1');
    return true;
  } catch {
    // Readiness is the report of this failure; there is nobody else to tell.
    return false;
  }
}
