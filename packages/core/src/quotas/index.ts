export * from './errors.ts';
export * from './quota.ts';
export * from './refuse-over-quota.ts';
export * from './require-room.ts';
export * from './update-quota.ts';
