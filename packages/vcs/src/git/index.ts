export * from './git-driver.ts';
