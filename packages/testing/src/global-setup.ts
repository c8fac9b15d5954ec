import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@bonded/database/embedded';
import { migrate } from '@bonded/database/migrate';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, as its superuser, in a database that is not for tests. */
    postgresUrl: string;
    /** A migrated database to clone. */
    templateName: string;
  }
}

const templateName = 'bonded_template';

/** One PostgreSQL for the whole run, with one migrated database that every test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bonded-test-postgres-'));
  const postgres = await startEmbeddedPostgres({ dataDir, durability: 'throwaway' });
  await makeTemplate(postgres.url);
  project.provide('postgresUrl', postgres.url);
  project.provide('templateName', templateName);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${templateName}`);
    const templateUrl = new URL(serverUrl);
    templateUrl.pathname = `/${templateName}`;
    await migrate(templateUrl.href);
    // Nobody can connect to it any more, so nobody can stand in the way of a clone.
    await client.query(`ALTER DATABASE ${templateName} ALLOW_CONNECTIONS false`);
  } finally {
    await client.end();
  }
}
