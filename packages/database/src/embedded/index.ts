export { directoryInUse, embeddedPostgresFailed } from './embedded-errors.ts';
export { endWithUs } from './end-with-us.ts';
export { freePort } from './free-port.ts';
export { type DirectoryLock, lockDirectory } from './lock-directory.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';
