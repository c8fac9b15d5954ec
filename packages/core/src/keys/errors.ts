import { defineError } from '@bonded/kernel';

export const apiKeyNotFound = defineError('not-found', 'API_KEY_NOT_FOUND');
