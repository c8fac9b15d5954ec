export * from './errors.ts';
export * from './fetching-upstreams.ts';
export * from './indexed-package.ts';
export * from './list-names.ts';
export * from './open-file.ts';
export * from './package-index.ts';
