export * from './gitea-driver.ts';
