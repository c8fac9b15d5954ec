import { defineError } from '@bonded/kernel';

/** Nothing can be said now: no database, or one too old to trust. Whoever waits stays held. */
export const scannerUnavailable = defineError('unavailable', 'SCANNER_UNAVAILABLE');

/** More components or findings than a scan looks at. Never answered with a part of them. */
export const scanTooLarge = defineError('too-large', 'SCAN_TOO_LARGE');
/** A file that claims to be packed and does not unpack: what is in it cannot be said. */
export const scanUnreadable = defineError('invalid', 'SCAN_UNREADABLE');
