export * from './gitlab-driver.ts';
