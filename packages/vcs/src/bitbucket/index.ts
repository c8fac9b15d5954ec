export * from './bitbucket-driver.ts';
