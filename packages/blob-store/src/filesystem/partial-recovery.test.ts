import { appendFile, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@bonded/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, bytesOf, digestOf, readAll } from '../conformance/bodies.ts';
import { partialBytesPath, partialCheckpointPath } from './layout.ts';
import { openFilesystemStores } from './open-filesystem-stores.ts';

// What no crash of ours leaves, but a bad disk or a person may.

const never = new AbortController().signal;
const bytesMax = 1e6;
const bytes = bytesOf(30_000, 'recovered');
const cuts = [10_000, 20_000] as const;
const stateAt = (sizeBytes: number) => ({
  sizeBytes,
  checkpoint: digestOf(bytes.subarray(0, sizeBytes)),
});
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bonded-recovery-'));
});
afterAll(() => rm(root, { recursive: true }));

const restart = () => openFilesystemStores(root, never, { batchBytes: 4096 });

/** An upload of 20,000 bytes in two appends; the rest is still to come. */
async function halfUploaded(): Promise<string> {
  const { partials } = await restart();
  const id = newId();
  await partials.create(id, never);
  await append(id, 0, cuts[0]);
  await append(id, cuts[0], cuts[1]);
  return id;
}

async function append(id: string, offset: number, end: number) {
  const { partials } = await restart();
  const body = bodyOf(bytes.subarray(offset, end));
  return await partials.append(id, { offset, body, bytesMax, signal: never });
}

async function finishesRight(id: string, offset: number): Promise<boolean> {
  await append(id, offset, bytes.length);
  const { partials, blobs } = await restart();
  const staged = await partials.seal(id, { signal: never });
  await blobs.publish(staged, never);
  const { chunks } = await blobs.read(staged.digest, { signal: never });
  return (await readAll(chunks)).equals(bytes);
}

async function overwrite(path: string, position: number, content: string): Promise<void> {
  const file = await open(join(root, path), 'r+');
  await file.write(content, position);
  await file.close();
}

test('bytes that no record vouches for do not count, and are overwritten', async () => {
  const id = await halfUploaded();
  await appendFile(join(root, partialBytesPath(id)), 'never acknowledged');
  expect(await (await restart()).partials.stat(id, never)).toEqual(stateAt(cuts[1]));
  expect(await finishesRight(id, cuts[1])).toBe(true);
});

test('bytes that no record vouches for are cut off when the upload is sealed', async () => {
  const id = await halfUploaded();
  await appendFile(join(root, partialBytesPath(id)), 'never acknowledged');
  const { partials, blobs } = await restart();
  const staged = await partials.seal(id, { signal: never });
  await blobs.publish(staged, never);
  expect(await blobs.stat(digestOf(bytes.subarray(0, cuts[1])), never)).not.toBeNull();
  expect((await stat(join(root, partialBytesPath(id)))).size).toBe(cuts[1]);
});

test('without its checkpoint file, an upload goes on from the bytes that are there', async () => {
  const id = await halfUploaded();
  await rm(join(root, partialCheckpointPath(id)));
  expect(await (await restart()).partials.stat(id, never)).toEqual(stateAt(cuts[1]));
  expect(await finishesRight(id, cuts[1])).toBe(true);
});

test('with both records damaged, an upload goes on from the bytes that are there', async () => {
  const id = await halfUploaded();
  for (const slot of [0, 4096]) await overwrite(partialCheckpointPath(id), slot + 20, 'rotten');
  expect(await (await restart()).partials.stat(id, never)).toEqual(stateAt(cuts[1]));
  expect(await finishesRight(id, cuts[1])).toBe(true);
});

test('with the newest record torn, an upload goes on from the one before', async () => {
  const id = await halfUploaded();
  await overwrite(partialCheckpointPath(id), 30, 'torn');
  expect(await (await restart()).partials.stat(id, never)).toEqual(stateAt(cuts[0]));
  expect(await finishesRight(id, cuts[0])).toBe(true);
});

test('D1.5 where the disk lost vouched bytes, the offset goes back to the last proof', async () => {
  const id = await halfUploaded();
  await overwrite(partialBytesPath(id), cuts[0] + 5, 'rotten');
  await expect(append(id, cuts[1], bytes.length)).rejects.toMatchObject({
    code: 'PARTIAL_OFFSET_MISMATCH',
    details: { offset: cuts[0] },
  });
  expect(await (await restart()).partials.stat(id, never)).toEqual(stateAt(cuts[0]));
  expect(await finishesRight(id, cuts[0])).toBe(true);
});

test('D1.5 an upload whose first bytes rotted never becomes a blob', async () => {
  const id = await halfUploaded();
  await overwrite(partialBytesPath(id), 5, 'rotten');
  const corrupt = { code: 'BLOB_CORRUPT' };
  await expect(append(id, cuts[1], bytes.length)).rejects.toMatchObject(corrupt);
  const { partials } = await restart();
  await expect(partials.seal(id, { signal: never })).rejects.toMatchObject(corrupt);
  await expect(partials.concat(newId(), [id], never)).rejects.toMatchObject(corrupt);
});
