export * from './create-api-key.ts';
export * from './errors.ts';
export * from './revoke-api-key.ts';
