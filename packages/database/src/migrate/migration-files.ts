import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';

/** A file of the schema, by its path within the folder. */
export interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

/** Holds `schema.prisma`, `models/` and `migrations/`. */
export const prismaDir = fileURLToPath(new URL('../../../../prisma', import.meta.url));

const scriptName = 'migration.sql';

export async function readSchema(directory: string = prismaDir): Promise<SchemaFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.prisma'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(directory, path),
      content: await readFile(path, 'utf8'),
    })),
  );
}

/** Every migration, oldest first, as the schema engine wants them. */
export async function readMigrations(directory: string = prismaDir): Promise<MigrationList> {
  const baseDir = join(directory, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.toSorted().map(async (name) => ({
        path: name,
        migrationFile: {
          path: scriptName,
          content: {
            tag: 'ok' as const,
            value: await readFile(join(baseDir, name, scriptName), 'utf8'),
          },
        },
      })),
    ),
  };
}

/** The SQL of every migration. */
export function scriptsOf(migrations: MigrationList): Set<string> {
  return new Set(
    migrations.migrationDirectories.flatMap(({ migrationFile: { content } }) =>
      content.tag === 'ok' ? [content.value] : [],
    ),
  );
}
