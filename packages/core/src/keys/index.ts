export * from './collect-key.ts';
export * from './create-api-key.ts';
export * from './errors.ts';
export * from './grant-key-request.ts';
export { keyRequestsWhere } from './key-request.ts';
export * from './list-api-keys.ts';
export * from './log-in-for-key.ts';
export * from './request-key.ts';
export * from './revoke-api-key.ts';
