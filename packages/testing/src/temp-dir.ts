import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterTest } from './after-test.ts';

/**
 * An empty directory (0700) that is gone after the test, or, at the top of a file, after its tests.
 */
export async function tempDir(): Promise<string> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'bonded-test-'));
  afterTest(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}
