export { diffMigrations, writeMigration } from './author-migration.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { migrationFailed } from './migration-errors.ts';
