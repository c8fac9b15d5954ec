import { defineError } from '@bonded/kernel';

/** User name or password is not right; which of them is never said. */
export const signInFailed = defineError('unauthenticated', 'SIGN_IN_FAILED');
/** The credential is malformed, unknown, revoked or expired. */
export const credentialInvalid = defineError('unauthenticated', 'CREDENTIAL_INVALID');
/** The session is over, or was never there: sign in again. */
export const sessionEnded = defineError('unauthenticated', 'SESSION_ENDED');
/** There is no such user, or the caller may not know of it. */
export const userNotFound = defineError('not-found', 'USER_NOT_FOUND');
/** There is a user with that name. */
export const userAlreadyExists = defineError('conflict', 'USER_ALREADY_EXISTS');
/** There is no such role. */
export const roleNotFound = defineError('not-found', 'ROLE_NOT_FOUND');
/** There is a role with that name. */
export const roleAlreadyExists = defineError('conflict', 'ROLE_ALREADY_EXISTS');
/** Built-in roles are the same everywhere: they cannot be changed. */
export const roleBuiltIn = defineError('conflict', 'ROLE_BUILT_IN');
/** Somebody has the role: it is taken back before it is deleted. */
export const roleInUse = defineError('conflict', 'ROLE_IN_USE');
/** There is no such binding, or the caller may not know of it. */
export const bindingNotFound = defineError('not-found', 'BINDING_NOT_FOUND');
/** The change would leave nobody who can administer. */
export const lastAdmin = defineError('conflict', 'LAST_ADMIN');
/** Rights are handed on, never made: the caller lacks what it tries to give. */
export const grantExceedsOwn = defineError('denied', 'GRANT_EXCEEDS_OWN');
