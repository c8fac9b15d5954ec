import { defineError } from '@bonded/kernel';

/** There is no such version or file, or the caller may not know of it. */
export const artifactNotFound = defineError('not-found', 'ARTIFACT_NOT_FOUND');
/** There is no such package in the repository. */
export const packageNotFound = defineError('not-found', 'PACKAGE_NOT_FOUND');
