import { defineError } from '@bonded/kernel';

/** There is no such source, or the caller may not know of it. */
export const sourceNotFound = defineError('not-found', 'SOURCE_NOT_FOUND');
/** The package has a source already, in this repository. */
export const sourceAlreadyExists = defineError('conflict', 'SOURCE_ALREADY_EXISTS');
/** Only hosted repositories of a format that takes sources have any. */
export const sourceUnsupported = defineError('unsupported', 'SOURCE_UNSUPPORTED');
/** A call to a hook that is not signed with the secret of its source. */
export const hookRefused = defineError('unauthenticated', 'SOURCE_HOOK_REFUSED');
