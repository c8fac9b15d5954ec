import { defineError } from '@bonded/kernel';

/** Advisories are imported one source at a time, and one is on its way. */
export const advisoryImportRunning = defineError('conflict', 'ADVISORY_IMPORT_RUNNING');
/** The source of an import holds no advisory that can be read. */
export const advisorySourceInvalid = defineError('invalid', 'ADVISORY_SOURCE_INVALID');
