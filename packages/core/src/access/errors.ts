import { defineError } from '@bonded/kernel';

export const unauthenticated = defineError('unauthenticated', 'UNAUTHENTICATED');
export const accessDenied = defineError('denied', 'ACCESS_DENIED');
