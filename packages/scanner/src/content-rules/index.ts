export * from './content-rules-scanner.ts';
