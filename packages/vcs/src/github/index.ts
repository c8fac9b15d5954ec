export * from './github-driver.ts';
