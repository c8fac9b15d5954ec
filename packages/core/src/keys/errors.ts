import { defineError } from '@bonded/kernel';

/** There is no such API key, or it is somebody else's. */
export const apiKeyNotFound = defineError('not-found', 'API_KEY_NOT_FOUND');
