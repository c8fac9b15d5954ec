import { expect, test } from 'vitest';
import { ModelDirectory } from '../conformance/crash/model-disk.ts';
import { ModelFs } from '../conformance/crash/model-fs.ts';
import { DirectorySyncs } from './directory-syncs.ts';

/** A file system whose directory syncs wait until they are let go. */
function gatedFs(failsSync: () => boolean = () => false) {
  const waiting: (() => void)[] = [];
  const model = new ModelFs(new ModelDirectory(), { failsSync });
  const fs = Object.assign(model, {
    syncDirectory: async (path: string) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      await ModelFs.prototype.syncDirectory.call(model, path);
    },
  });
  return { fs, waiting };
}

test('those who ask while a sync runs share one more, whatever their number', async () => {
  const { fs, waiting } = gatedFs();
  const syncs = new DirectorySyncs(fs);
  const all = Array.from({ length: 50 }, () => syncs.sync('', 0));
  expect(waiting).toHaveLength(1);
  waiting.shift()?.();
  await all[0];
  await Promise.resolve();
  expect(waiting).toHaveLength(1);
  waiting.shift()?.();
  await Promise.all(all);
  expect(waiting).toHaveLength(0);
});

test('D1.4 a failed sync fails those behind it too, and repeating it does not help', async () => {
  let fails = true;
  const { fs, waiting } = gatedFs(() => fails);
  const syncs = new DirectorySyncs(fs);
  const outcomes = Promise.allSettled([syncs.sync('', 0), syncs.sync('', 0)]);
  waiting.shift()?.();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  await expect(syncs.sync('', 0)).rejects.toMatchObject({
    code: 'BLOB_STORE_UNAVAILABLE',
    details: { retryable: false },
  });
  expect(waiting).toHaveLength(0);
});

test('D1.4 an entry that was written after a failure can be synced', async () => {
  let fails = true;
  const model = new ModelFs(new ModelDirectory(), { failsSync: () => fails });
  const syncs = new DirectorySyncs(model);
  await expect(syncs.sync('', 0)).rejects.toMatchObject({ code: 'BLOB_STORE_UNAVAILABLE' });
  fails = false;
  const failuresBefore = syncs.failures('');
  await model.makeDirectory('fresh');
  await syncs.sync('', failuresBefore);
  expect(model.root.durable.has('fresh')).toBe(true);
});
