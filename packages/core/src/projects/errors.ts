import { defineError } from '@bonded/kernel';

/** There is no such project, or the caller may not know of it. */
export const projectNotFound = defineError('not-found', 'PROJECT_NOT_FOUND');
/** There is a project with that slug. */
export const projectAlreadyExists = defineError('conflict', 'PROJECT_ALREADY_EXISTS');
/** The project still has repositories. */
export const projectNotEmpty = defineError('conflict', 'PROJECT_NOT_EMPTY');
