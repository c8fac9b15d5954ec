import { createHash, randomInt } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeRepository,
  type Place,
  signIn,
} from '../stack/api.ts';
import { killService, peakMemoryOf, pidOf, untilReady } from '../stack/processes.ts';
import { type LargeFile, makeLargeFile } from './large-file.ts';
import { startTusUpload } from './tus-upload.ts';

const gibibyte = 1024 ** 3;
const mebibyte = 1024 ** 2;
const kills = 20;
const memoryMax = 200 * mebibyte;

let admin: Client;
let place: Place;
let key: string;

beforeAll(async () => {
  admin = await signIn();
  place = await makeRepository(admin, 'RAW');
  key = await makeKey(admin);
});

/** Reads a file back through the gateway and hashes it. */
async function digestOf(path: string): Promise<string> {
  const response = await clientWith(key).fetch(`/raw/${place.path}/${path}`);
  expect(response.status, path).toBe(200);
  const hash = createHash('sha256');
  for await (const chunk of response.body ?? []) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

function targetFor(file: LargeFile, path: string) {
  return {
    endpoint: `${inject('blobUrl')}/uploads`,
    token: key,
    metadata: { repository: place.path, path, sha256: file.digest },
    chunkBytes: 32 * mebibyte,
  };
}

describe('tus, with the official client', () => {
  it(
    'D1.2 finishes a 2 GiB upload through twenty kills, without losing an acknowledged byte, in 200 MB',
    async () => {
      const file = await makeLargeFile(2 * gibibyte);
      const upload = startTusUpload(file, targetFor(file, 'large.bin'));
      let peakBytes = 0;
      // One kill somewhere in each twentieth of the file.
      for (let kill = 0; kill < kills; kill += 1) {
        const at = (kill + randomInt(1_000) / 1_000) * (file.sizeBytes / kills);
        await untilSent(upload, at);
        const pid = await pidOf('blob');
        if (pid !== null) peakBytes = Math.max(peakBytes, await peakMemoryOf(pid));
        await killService('blob');
        await untilReady(inject('blobUrl'));
      }
      await upload.finished;
      const pid = await pidOf('blob');
      if (pid !== null) peakBytes = Math.max(peakBytes, await peakMemoryOf(pid));
      expect(upload.offsets.broken).toEqual([]);
      expect(await digestOf('large.bin')).toBe(file.digest);
      expect(peakBytes).toBeLessThan(memoryMax);
    },
    15 * 60_000,
  );

  it('resumes in another process what a first one began', async () => {
    const file = await makeLargeFile(96 * mebibyte);
    const first = startTusUpload(file, { ...targetFor(file, 'resumed.bin') });
    await untilSent(first, 40 * mebibyte);
    await first.pause();
    const uploads = await admin.graphql<{
      uploads: { nodes: { id: string; url: string; path: string; offsetBytes: string }[] };
    }>('{ uploads(state: OPEN, first: 100) { nodes { id url path offsetBytes } } }');
    const open = uploads.uploads.nodes.find(({ path }) => path === 'resumed.bin');
    expect(Number(open?.offsetBytes)).toBeGreaterThanOrEqual(first.offsets.acknowledged);
    await resume(file, open?.url ?? '');
    expect(await digestOf('resumed.bin')).toBe(file.digest);
  });
});

async function untilSent(upload: { sent(): number }, bytes: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (upload.sent() < bytes) {
    if (Date.now() > deadline) throw new Error(`stuck at ${upload.sent()} of ${bytes}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** By hand, from the address alone: HEAD for the offset, PATCH for the rest. */
async function resume(file: LargeFile, url: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'tus-resumable': '1.0.0' };
  const head = await fetch(url, { method: 'HEAD', headers });
  const offset = Number(head.headers.get('upload-offset'));
  const response = await fetch(url, {
    method: 'PATCH',
    headers: {
      ...headers,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: Readable.toWeb(createReadStream(file.path, { start: offset })) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  expect(response.status).toBe(204);
}
