export * from './add-job.ts';
export * from './database.ts';
export * from './database-errors.ts';
export * from './generated/client.ts';
export * from './listen.ts';
export * from './notify.ts';
export * from './take-turn.ts';
export * from './transact.ts';
