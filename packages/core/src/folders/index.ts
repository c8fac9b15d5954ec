export * from './list-files.ts';
export * from './list-folder.ts';
export * from './list-level.ts';
