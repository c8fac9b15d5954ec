import { defineError } from '@bonded/kernel';

/** An archive that is broken, or that two programs could read differently. */
export const archiveInvalid = defineError('invalid', 'ARCHIVE_INVALID');
/** An archive beyond the limits: too many entries, too large, packed too tightly. */
export const archiveTooLarge = defineError('too-large', 'ARCHIVE_TOO_LARGE');
/** XML that is broken, too large, or that says more than data: document types and entities. */
export const xmlInvalid = defineError('invalid', 'XML_INVALID');
