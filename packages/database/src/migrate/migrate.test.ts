import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@bonded/kernel';
import { afterTest, tempDir } from '@bonded/testing';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { diffMigrations, writeMigration } from './author-migration.ts';
import { migrate } from './migrate.ts';
import { prismaDir } from './migration-files.ts';

const serverUrl = inject('postgresUrl');

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `migrate_${newId().replaceAll('-', '')}`;
  await query(serverUrl, `CREATE DATABASE ${name}`);
  afterTest(async () => void (await query(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The product's schema and migrations, and `more` after them. */
async function migrationsAnd(more: Record<string, string>): Promise<string> {
  const directory = join(await tempDir(), 'prisma');
  await cp(prismaDir, directory, { recursive: true });
  for (const [name, sql] of Object.entries(more)) await addMigration(directory, name, sql);
  return directory;
}

async function addMigration(directory: string, name: string, sql: string): Promise<void> {
  await mkdir(join(directory, 'migrations', name), { recursive: true });
  await writeFile(join(directory, 'migrations', name, 'migration.sql'), sql);
}

const later = '99990101000000_later';
const muchLater = '99990102000000_much_later';

const finished = async (url: string): Promise<string[]> => {
  const rows = await query<{ migration_name: string }>(
    url,
    `SELECT migration_name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map((row) => row.migration_name);
};

it('an empty database gets our tables and those of the job queue', async () => {
  const url = await emptyDatabase();
  const applied = await migrate(url);
  expect(applied).not.toEqual([]);
  expect(await finished(url)).toEqual(applied);
  expect(await query(url, 'SELECT count(*)::int AS n FROM projects')).toEqual([{ n: 0 }]);
  expect(await query(url, 'SELECT count(*)::int AS n FROM graphile_worker.jobs')).toEqual([
    { n: 0 },
  ]);
});

it('a database that is up to date stays as it is', async () => {
  const url = await emptyDatabase();
  await migrate(url);
  expect(await migrate(url)).toEqual([]);
});

it('of several that migrate at once, one does the work and all find it done', async () => {
  const url = await emptyDatabase();
  const runs = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(runs.filter((applied) => applied.length > 0)).toHaveLength(1);
});

it('a function whose body has semicolons arrives whole', async () => {
  const url = await emptyDatabase();
  const directory = await migrationsAnd({
    [later]: `CREATE FUNCTION answer() RETURNS int LANGUAGE plpgsql AS $$
      DECLARE n int; BEGIN n := 41; RETURN n + 1; END $$; -- a comment at the end`,
  });
  await migrate(url, { prismaDir: directory });
  expect(await query(url, 'SELECT answer()')).toEqual([{ answer: 42 }]);
});

it('a migration that fails changes nothing, and runs again once it is put right', async () => {
  const url = await emptyDatabase();
  const directory = await migrationsAnd({
    [later]: 'CREATE TABLE half (id int); SELECT no_such_function();',
  });
  await expect(migrate(url, { prismaDir: directory })).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('no_such_function') as string,
  });
  expect(await query(url, `SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
  await addMigration(directory, later, 'CREATE TABLE half (id int);');
  expect(await migrate(url, { prismaDir: directory })).toEqual([later]);
});

it('a migration whose process was killed is run by the next, once', async () => {
  const url = await emptyDatabase();
  const directory = await migrationsAnd({ [later]: 'CREATE TABLE late (id int);' });
  await migrate(url);
  const note = (name: string) => `INSERT INTO _prisma_migrations
    (id, checksum, migration_name, started_at, applied_steps_count)
    VALUES (gen_random_uuid(), '', '${name}', now(), 0)`;
  await query(url, note(later));
  expect(await migrate(url, { prismaDir: directory })).toEqual([later]);
  expect(await finished(url)).toContain(later);
});

it('a migration notes that it is done in its own transaction', async () => {
  const url = await emptyDatabase();
  const directory = await migrationsAnd({
    [later]: 'CREATE TABLE late (id int);',
    // Sees what a process killed right after the first migration's script would have left.
    [muchLater]: `CREATE TABLE seen AS SELECT finished_at IS NOT NULL AS done
      FROM _prisma_migrations WHERE migration_name = '${later}'`,
  });
  await migrate(url, { prismaDir: directory });
  expect(await query(url, 'SELECT done FROM seen')).toEqual([{ done: true }]);
});

it('an index can be built without blocking writers', async () => {
  const url = await emptyDatabase();
  const directory = await migrationsAnd({
    [later]: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS late ON projects (name)',
  });
  expect(await migrate(url, { prismaDir: directory })).toContain(later);
});

it('the migrations lead to the schema', async () => {
  expect(await diffMigrations(serverUrl)).toBe('');
});

it('a schema ahead of its migrations is noticed; a new migration closes the gap', async () => {
  const directory = await migrationsAnd({});
  await writeFile(
    join(directory, 'models', 'extra.prisma'),
    'model Extra {\n  id String @id @db.Uuid\n  @@map("extras")\n}\n',
  );
  const sql = await diffMigrations(serverUrl, directory);
  expect(sql).toContain('CREATE TABLE "extras"');
  const path = await writeMigration({ name: 'extras', why: 'More.', sql }, directory);
  expect(path).toMatch(/\/migrations\/\d{14}_extras\/migration\.sql$/);
  expect(await diffMigrations(serverUrl, directory)).toBe('');
});

it('a comparison leaves no shadow database behind', async () => {
  await diffMigrations(serverUrl);
  const shadows = await query(
    serverUrl,
    `SELECT datname FROM pg_database WHERE datname LIKE 'bonded_shadow_%'`,
  );
  expect(shadows).toEqual([]);
});
