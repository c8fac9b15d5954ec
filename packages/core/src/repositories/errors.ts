import { defineError } from '@bonded/kernel';

export const repositoryNotFound = defineError('not-found', 'REPOSITORY_NOT_FOUND');
export const repositoryAlreadyExists = defineError('conflict', 'REPOSITORY_ALREADY_EXISTS');
export const repositoryNotEmpty = defineError('conflict', 'REPOSITORY_NOT_EMPTY');
export const formatUnsupported = defineError('unsupported', 'FORMAT_UNSUPPORTED');
