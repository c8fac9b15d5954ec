export type { StoredFile } from '../caches/index.ts';
// Finding lies below clearance, which needs it too; to everybody else it is a part of this slice.
export * from '../catalogue/index.ts';
export * from './await-verdict.ts';
export * from './delete-artifact.ts';
export * from './delete-tag.ts';
export * from './deprecate-artifact.ts';
export * from './errors.ts';
export * from './list-files.ts';
export * from './list-publishers.ts';
export * from './open-file.ts';
export * from './publish-artifact.ts';
export * from './publish-artifact-input.ts';
export * from './read-package.ts';
export * from './search-packages.ts';
export * from './set-tag.ts';
export * from './sign-download.ts';
export * from './yank-artifact.ts';
