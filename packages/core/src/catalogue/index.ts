export * from './errors.ts';
export * from './find-artifact.ts';
export * from './find-package.ts';
