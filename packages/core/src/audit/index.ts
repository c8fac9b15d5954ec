export * from './export-audit.ts';
export * from './filter.ts';
export * from './render-export.ts';
