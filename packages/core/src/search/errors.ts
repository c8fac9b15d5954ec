import { defineError } from '@bonded/kernel';

/** A term of a search says something that searches do not know: `details` says what they take. */
export const searchInvalid = defineError('invalid', 'SEARCH_INVALID');
