export * from './count-facets.ts';
export * from './errors.ts';
export { narrowSearch } from './narrow-search.ts';
export * from './parse-search.ts';
export * from './rank-package-search.ts';
export type * from './search-term.ts';
export * from './search-where.ts';
