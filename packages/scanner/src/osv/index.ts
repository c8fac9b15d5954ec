export { OsvScanner, type OsvScannerOptions } from './osv-scanner.ts';
