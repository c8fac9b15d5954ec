export * from './export-audit.ts';
export * from './filter.ts';
export * from './record.ts';
export * from './render-export.ts';
