import { defineError } from '@bonded/kernel';

export const reviewPointless = defineError('conflict', 'REVIEW_POINTLESS');
export const advisoryImportRunning = defineError('conflict', 'ADVISORY_IMPORT_RUNNING');
export const advisorySourceInvalid = defineError('invalid', 'ADVISORY_SOURCE_INVALID');
