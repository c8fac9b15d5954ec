export * from './create-api-key.ts';
export * from './errors.ts';
export * from './list-api-keys.ts';
export * from './log-in-for-key.ts';
export * from './revoke-api-key.ts';
