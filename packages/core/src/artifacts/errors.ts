import { defineError } from '@bonded/kernel';

export const artifactNotFound = defineError('not-found', 'ARTIFACT_NOT_FOUND');
export const artifactAlreadyExists = defineError('conflict', 'ARTIFACT_ALREADY_EXISTS');
export const artifactVersionBurned = defineError('conflict', 'ARTIFACT_VERSION_BURNED');
export const artifactHeld = defineError('denied', 'ARTIFACT_HELD');
export const packageNotFound = defineError('not-found', 'PACKAGE_NOT_FOUND');
export const tagNotFound = defineError('not-found', 'TAG_NOT_FOUND');
export const tagProtected = defineError('invalid', 'TAG_PROTECTED');
