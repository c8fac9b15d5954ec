export * from './cyclonedx.ts';
export { type PackageUrlParts, packageUrl } from './package-url.ts';
export * from './scanner.ts';
export { scannerUnavailable, scanTooLarge } from './scanner-errors.ts';
