import { defineError } from '@bonded/kernel';

/** The project would hold more than its quota: the message is the receipt. */
export const quotaExceeded = defineError('too-large', 'QUOTA_EXCEEDED');
