import { defineError } from '@bonded/kernel';

/** Not a zip file or folder, or one whose structure lies. The import ends; the last one stands. */
export const databaseUnreadable = defineError('invalid', 'OSV_DATABASE_UNREADABLE');

/** Past a limit on entries, bytes or depth. The import ends; the last one stands. */
export const databaseTooLarge = defineError('too-large', 'OSV_DATABASE_TOO_LARGE');

/** The configured address cannot be one of a database. */
export const databaseUrlInvalid = defineError('invalid', 'OSV_DATABASE_URL_INVALID');

/** The address did not give the database now; the next refresh tries again. */
export const databaseDownloadFailed = defineError('unavailable', 'OSV_DATABASE_DOWNLOAD_FAILED');
