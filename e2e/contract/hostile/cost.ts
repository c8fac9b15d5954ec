import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { forgetPeakMemory, peakMemoryOf, pidOf, type ServiceName } from '../../stack/processes.ts';
import { mebibyte } from './hostile-archive.ts';

/** What one answer may take, on a machine that does other things as well. */
const answerMsMax = 10_000;
/** What one request may cost a process beyond what it held before: half of a bomb. */
const growthMebibytesMax = 128;

/** They are not started again while the corpora run, or the tests would see a process gone. */
const pids = new Map<ServiceName, number>();

async function processOf(service: ServiceName): Promise<number> {
  const known = pids.get(service);
  if (known !== undefined) return known;
  const pid = await pidOf(service);
  if (pid === null) throw new Error(`${service} is down`);
  pids.set(service, pid);
  return pid;
}

/** Does something that must cost the process neither time nor memory, and must not end it. */
export async function atNoCost<T>(service: ServiceName, act: () => Promise<T>): Promise<T> {
  const pid = await processOf(service);
  await forgetPeakMemory(pid);
  const beforeBytes = await peakMemoryOf(pid);
  const startedMs = performance.now();
  const result = await act();
  expect(performance.now() - startedMs).toBeLessThan(answerMsMax);
  const peakBytes = await peakMemoryOf(pid);
  expect(peakBytes, `${service} is the process that it was`).toBeGreaterThan(0);
  expect((peakBytes - beforeBytes) / mebibyte).toBeLessThan(growthMebibytesMax);
  return result;
}

/** What lies in the folders of bytes that are not yet anything (docs/storage-layout.md). */
async function listUnfinished(): Promise<readonly string[]> {
  const root = join(inject('dataDir'), 'blobs');
  const listed = await Promise.all(
    ['staging', 'partials'].map(async (folder) =>
      (await readdir(join(root, folder))).map((name) => `${folder}/${name}`),
    ),
  );
  return listed.flat();
}

/** Other tests leave uploads open on purpose. */
const ofOthers: ReadonlySet<string> = new Set(await listUnfinished());

/** The bytes that are not yet anything, and that were not there when these tests began. */
export async function unfinishedBytes(): Promise<readonly string[]> {
  return (await listUnfinished()).filter((name) => !ofOthers.has(name));
}
