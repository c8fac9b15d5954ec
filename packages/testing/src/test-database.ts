import { createDatabase, type Database } from '@bonded/database';
import { newId } from '@bonded/kernel';
import pg from 'pg';
import { inject } from 'vitest';
import { afterTest } from './after-test.ts';

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
}

const poolMax = 8;
const statementTimeoutMs = 20_000;

/**
 * A migrated, empty database of one's own, in tens of milliseconds. Call it at the top of a test
 * file (`const { database } = await createTestDatabase()`) or inside a test. It is dropped
 * afterwards; after a failure it stays until the end of the run, so that a debugger can look at it.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${newId().replaceAll('-', '')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${inject('templateName')}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = createDatabase({
    url: url.href,
    poolMax,
    statementTimeoutMs,
    // A test that ends PostgreSQL's side of a connection says so itself.
    onPoolError: () => {},
  });
  afterTest(async (hasFailed) => {
    await database.close();
    if (!hasFailed) await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url: url.href, database };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
