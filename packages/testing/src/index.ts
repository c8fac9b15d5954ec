export { freePort } from '@bonded/database/embedded';
export { afterTest } from './after-test.ts';
export { type FakeClock, fakeClock } from './fake-clock.ts';
export { fastestMs } from './fastest-ms.ts';
export { isOnPath } from './is-on-path.ts';
export {
  type ProcessExit,
  type SpawnedProcess,
  type SpawnOptions,
  spawnProcess,
} from './spawn-process.ts';
export { tempDir } from './temp-dir.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { type WaitOptions, waitFor } from './wait-for.ts';
