export * from './cache.ts';
export * from './local-cache.ts';
export * from './rate-counter.ts';
export * from './single-flight.ts';
