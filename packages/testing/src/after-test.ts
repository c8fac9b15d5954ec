import { afterAll, afterEach, onTestFinished } from 'vitest';

/**
 * Runs `act` when the test at hand is over, or, at the top of a file, when all its tests are.
 * `hasFailed` says whether any of them did.
 */
export function afterTest(act: (hasFailed: boolean) => Promise<void>): void {
  try {
    onTestFinished(({ task }) => act(task.result?.state === 'fail'));
  } catch {
    // Vitest has no way to ask whether a test is running but to call what needs one.
    afterFile(act);
  }
}

function afterFile(act: (hasFailed: boolean) => Promise<void>): void {
  let hasFailed = false;
  afterEach(({ task }) => {
    hasFailed ||= task.result?.state === 'fail';
  });
  afterAll(() => act(hasFailed));
}
