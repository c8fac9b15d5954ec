export * from './bounded-label.ts';
export * from './logger.ts';
export * from './metrics.ts';
export { maskText, redacted } from './redact.ts';
export * from './request-id.ts';
