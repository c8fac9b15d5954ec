import { defineError } from '@bonded/kernel';

export const signInFailed = defineError('unauthenticated', 'SIGN_IN_FAILED');
export const credentialInvalid = defineError('unauthenticated', 'CREDENTIAL_INVALID');
export const sessionEnded = defineError('unauthenticated', 'SESSION_ENDED');
export const userNotFound = defineError('not-found', 'USER_NOT_FOUND');
export const userAlreadyExists = defineError('conflict', 'USER_ALREADY_EXISTS');
export const roleNotFound = defineError('not-found', 'ROLE_NOT_FOUND');
export const roleAlreadyExists = defineError('conflict', 'ROLE_ALREADY_EXISTS');
export const roleBuiltIn = defineError('conflict', 'ROLE_BUILT_IN');
export const roleInUse = defineError('conflict', 'ROLE_IN_USE');
export const bindingNotFound = defineError('not-found', 'BINDING_NOT_FOUND');
export const lastAdmin = defineError('conflict', 'LAST_ADMIN');
export const grantExceedsOwn = defineError('denied', 'GRANT_EXCEEDS_OWN');
