export * from './actions.ts';
export * from './actor.ts';
export * from './authorise.ts';
export * from './can.ts';
export * from './errors.ts';
export * from './record-refused.ts';
export * from './scope-columns.ts';
export * from './visible-to.ts';
