import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationAdapters } from './migration-adapter.ts';
import { prismaDir, readMigrations, readSchema } from './migration-files.ts';
import { noFilters, openSchemaEngine } from './schema-engine.ts';

/**
 * The SQL that leads from the migrations to the schema; empty when they agree.
 * `url` names a server on which a shadow database may be made.
 */
export async function diffMigrations(url: string, directory: string = prismaDir): Promise<string> {
  const [files, migrations] = await Promise.all([readSchema(directory), readMigrations(directory)]);
  await using adapters = migrationAdapters(url);
  const engine = await openSchemaEngine(adapters.factory, files);
  try {
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: noFilters,
    });
    return exitCode === differs ? (stdout ?? '') : '';
  } finally {
    engine.free();
  }
}

/** `prisma migrate diff --exit-code`: 0 for the same, 2 for different. */
const differs = 2;

/** Writes a migration and returns its path. `name` is in snake_case, `why` opens the file. */
export async function writeMigration(
  migration: { readonly name: string; readonly why: string; readonly sql: string },
  directory: string = prismaDir,
): Promise<string> {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(directory, 'migrations', `${stamp}_${migration.name}`);
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'migration.sql');
  await writeFile(path, `-- ${migration.why}\n\n${migration.sql.trim()}\n`);
  return path;
}
