import { defineError } from '@bonded/kernel';

/** PostgreSQL could not be installed into, or started on, a data directory. */
export const embeddedPostgresFailed = defineError('unavailable', 'EMBEDDED_POSTGRES_FAILED');

/** Somebody else is using the directory. */
export const directoryInUse = defineError('conflict', 'DIRECTORY_IN_USE');
