export * from './defined-of.ts';
export * from './literally.ts';
export * from './name-pattern.ts';
export * from './parse-input.ts';
