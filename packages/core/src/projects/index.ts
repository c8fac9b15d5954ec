export * from './create-project.ts';
export * from './delete-project.ts';
export * from './errors.ts';
export * from './find-project.ts';
export * from './update-project.ts';
