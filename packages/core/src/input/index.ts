export * from './defined-of.ts';
export * from './parse-input.ts';
