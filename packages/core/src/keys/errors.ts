import { defineError } from '@bonded/kernel';

/** There is no such API key, or it is somebody else's. */
export const apiKeyNotFound = defineError('not-found', 'API_KEY_NOT_FOUND');
/** No client waits for a key there: it was answered, fetched, or took too long. */
export const keyRequestNotFound = defineError('not-found', 'KEY_REQUEST_NOT_FOUND');
/** More clients wait for somebody to sign them in than one address, or all of them, may have. */
export const keyRequestsTooMany = defineError('rate-limited', 'KEY_REQUESTS_TOO_MANY');
