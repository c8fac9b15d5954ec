export * from './cyclonedx.ts';
export * from './scanner.ts';
export { scannerUnavailable, scanTooLarge } from './scanner-errors.ts';
