export * from './create-repository.ts';
export * from './delete-repository.ts';
export * from './errors.ts';
export * from './find-repository.ts';
export * from './find-scope.ts';
export * from './served-format.ts';
export * from './update-repository.ts';
export * from './version-rules.ts';
