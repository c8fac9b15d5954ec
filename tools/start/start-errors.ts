import { defineError } from '@bonded/kernel';

/** `npm start` cannot go on; the message says what to change. */
export const startRefused = defineError('invalid', 'START_REFUSED');

/** A part of the product did not come up. */
export const partFailed = defineError('unavailable', 'PART_FAILED');
