import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { migrationAdapters, type ScriptTransform } from './migration-adapter.ts';
import { migrationFailed } from './migration-errors.ts';
import { prismaDir, readMigrations, readSchema, scriptsOf } from './migration-files.ts';
import { withMigrationLock } from './migration-lock.ts';
import { noFilters, openSchemaEngine } from './schema-engine.ts';

export interface MigrateOptions {
  /** Holds `schema.prisma` and `migrations/`. Left out: the product's own. */
  readonly prismaDir?: string;
}

/**
 * Brings a database to the current schema, ours and the job queue's, and names the migrations that
 * were applied. Safe to run by several processes at once, and again after being killed half-way.
 * Errors: MIGRATION_FAILED.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  return withMigrationLock(url, async () => {
    const applied = await applyMigrations(url, options.prismaDir ?? prismaDir);
    await migrateJobQueue(url);
    return applied;
  });
}

/** With a pool of ours: the queue's own would still be closing when it says that it is done. */
async function migrateJobQueue(url: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: url, max: 1, application_name: 'bonded-migrate' });
  // A broken connection also fails the query that runs on it, and that is where we hear of it.
  pgPool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => {}) });
  } finally {
    await pgPool.end();
  }
}

async function applyMigrations(url: string, directory: string): Promise<string[]> {
  const migrationsList = await readMigrations(directory);
  await using adapters = migrationAdapters(url, notingCompletion(scriptsOf(migrationsList)));
  const engine = await openSchemaEngine(adapters.factory, await readSchema(directory));
  try {
    const state = await engine.diagnoseMigrationHistory({
      migrationsList,
      filters: noFilters,
      optInToShadowDatabase: false,
    });
    // Not noted as done, so rolled back by PostgreSQL: it may run again.
    for (const migrationName of state.failedMigrationNames) {
      await engine.markMigrationRolledBack({ migrationName });
    }
    const result = await engine.applyMigrations({ migrationsList, filters: noFilters });
    return result.appliedMigrationNames;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw migrationFailed(`The database could not be migrated: ${reason}`, { cause });
  } finally {
    engine.free();
  }
}

/**
 * The engine notes that a migration is done in a statement of its own, after the script: killed in
 * between, nobody could tell whether it ran. So each script notes it itself, in its transaction.
 */
function notingCompletion(scripts: ReadonlySet<string>): ScriptTransform {
  return (script) => {
    // Statements that refuse a transaction stand alone and must bear being run twice (IF NOT
    // EXISTS).
    const standsAlone = /\bCONCURRENTLY\b/i.test(script);
    return scripts.has(script) && !standsAlone ? `${script}\n;${noteCompletion}` : script;
  };
}

const noteCompletion = `UPDATE "_prisma_migrations" SET finished_at = now()
  WHERE finished_at IS NULL AND rolled_back_at IS NULL`;
