export * from './kept-rows.ts';
export * from './read-caches.ts';
