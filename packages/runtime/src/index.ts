export * from './authenticate-request.ts';
export * from './compose.ts';
export * from './config.ts';
export * as read from './readers.ts';
export * from './run-process.ts';
export * from './setting.ts';
export * from './settings.ts';
