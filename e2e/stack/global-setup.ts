import type { TestProject } from 'vitest/node';
import { importFirstAdvisory } from './first-advisory.ts';
import { startStack } from './start-stack.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    gatewayUrl: string;
    blobUrl: string;
    consoleUrl: string;
    stackPid: number;
    dataDir: string;
  }
}

/** One running product for all end-to-end tests; each test makes its own project in it. */
// oxlint-disable-next-line import/no-default-export -- Vitest loads it by its default export.
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack();
  await importFirstAdvisory(stack.gatewayUrl, stack.adminPassword);
  project.provide('gatewayUrl', stack.gatewayUrl);
  project.provide('blobUrl', stack.blobUrl);
  project.provide('consoleUrl', stack.consoleUrl);
  project.provide('stackPid', stack.pid);
  project.provide('dataDir', stack.dataDir);
  return () => stack.stop();
}
