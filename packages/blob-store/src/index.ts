export * from './blob-store.ts';
export * from './body-hash.ts';
export * from './caching-blob-store.ts';
export * from './errors.ts';
export * from './partial-store.ts';
export * from './verifying-blob-store.ts';
