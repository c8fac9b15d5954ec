import { defineError } from '@bonded/kernel';

/** Nobody is signed in, and this takes somebody. */
export const unauthenticated = defineError('unauthenticated', 'UNAUTHENTICATED');
/** The caller lacks the permission that `details.permission` names. */
export const accessDenied = defineError('denied', 'ACCESS_DENIED');
