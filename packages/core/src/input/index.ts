export * from './parse-input.ts';
export * from './defined-of.ts';
