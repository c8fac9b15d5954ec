import { defineError } from '@bonded/kernel';

/** A migration could not be applied. The database is as it was before that migration. */
export const migrationFailed = defineError('unavailable', 'MIGRATION_FAILED');
