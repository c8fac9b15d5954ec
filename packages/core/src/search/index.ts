export * from './errors.ts';
export * from './parse-search.ts';
export type * from './search-term.ts';
export * from './search-where.ts';
