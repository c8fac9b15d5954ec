import { defineError } from '@bonded/kernel';

export const projectNotFound = defineError('not-found', 'PROJECT_NOT_FOUND');
export const projectAlreadyExists = defineError('conflict', 'PROJECT_ALREADY_EXISTS');
export const projectNotEmpty = defineError('conflict', 'PROJECT_NOT_EMPTY');
