export * from './event.ts';
export * from './event-bus.ts';
