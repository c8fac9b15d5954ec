/**
 * Migrations for those who change the schema:
 *   node tools/migration.ts create <name_in_snake_case> "<why>"
 *   node tools/migration.ts check
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@bonded/database/embedded';
import { diffMigrations, writeMigration } from '@bonded/database/migrate';

const usage = 'Usage: migration.ts check | create <name_in_snake_case> "<why>"';

/** Asks a PostgreSQL that lives for this one question. */
async function difference(): Promise<string> {
  await using cleanup = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'bonded-migration-'));
  cleanup.defer(() => rm(directory, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ dataDir: directory, durability: 'throwaway' });
  cleanup.use(postgres);
  return await diffMigrations(postgres.url);
}

async function check(): Promise<number> {
  const sql = await difference();
  if (sql === '') {
    console.log('The migrations lead to the schema.');
    return 0;
  }
  console.error(`The migrations do not lead to the schema. What is missing:\n\n${sql}`);
  return 1;
}

async function create(name: string, why: string): Promise<number> {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || why.trim() === '') {
    console.error(usage);
    return 2;
  }
  const sql = await difference();
  if (sql === '') {
    console.error('There is nothing to migrate: the migrations lead to the schema.');
    return 1;
  }
  console.log(`Wrote ${await writeMigration({ name, why, sql })}. Read it before you commit it.`);
  return 0;
}

const [command, name = '', why = ''] = process.argv.slice(2);
if (command === 'check') process.exitCode = await check();
else if (command === 'create') process.exitCode = await create(name, why);
else {
  console.error(usage);
  process.exitCode = 2;
}
