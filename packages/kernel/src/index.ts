export * from './app-error.ts';
export * from './assert.ts';
export * from './best-effort.ts';
export * from './clock.ts';
export * from './coordinates.ts';
export * from './digest.ts';
export * from './ids.ts';
export * from './secret.ts';
