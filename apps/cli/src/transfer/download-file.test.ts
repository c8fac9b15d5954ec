import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { tempDir } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { refuse, startPeer } from '../../tests/peer.ts';
import { askForFile, type DownloadSteps, downloadFile } from './download-file.ts';

const content = randomBytes(3_000_000);
const digest = createHash('sha256').update(content).digest('hex');
const address = '/raw/acme/files/big';

function steps(): DownloadSteps {
  return {
    signal: new AbortController().signal,
    onWait: () => {},
    sleep: () => Promise.resolve(),
    onPass: () => ({ reach: () => {}, [Symbol.dispose]: () => {} }),
  };
}

function startOf({ headers }: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? 'bytes=0-')?.[1]);
}

function promise(request: IncomingMessage, response: ServerResponse): number {
  const start = startOf(request);
  const part = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
  response.writeHead(start === 0 ? 200 : 206, {
    etag: `"${digest}"`,
    'content-length': content.length - start,
    ...(start === 0 ? {} : part),
  });
  return start;
}

/** Sends at most so many bytes of what was asked for, then hangs up. */
function sendAtMost(bytes: number, request: IncomingMessage, response: ServerResponse): void {
  const start = promise(request, response);
  const end = Math.min(start + bytes, content.length);
  response.write(content.subarray(start, end), () => {
    if (end === content.length) response.end();
    else response.destroy();
  });
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly isFirst: boolean;
}

async function download(handle: (asked: Asked) => void, folder: string) {
  const starts: number[] = [];
  const { client } = await startPeer((request, response) => {
    starts.push(startOf(request));
    handle({ request, response, isFirst: starts.length === 1 });
  });
  const promised = await askForFile(client, address);
  const path = join(folder, 'big');
  const done = downloadFile(client, { address, path, promised }, steps());
  return { done, path, starts };
}

describe('a download', () => {
  it('goes on where the connection broke, as often as it breaks', async () => {
    const folder = await tempDir();
    const { done, path, starts } = await download(
      ({ request, response }) => sendAtMost(700_000, request, response),
      folder,
    );
    await done;
    expect(content.equals(await readFile(path))).toBe(true);
    expect(starts[0]).toBe(0);
    expect(starts.length).toBeGreaterThan(4);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(await readdir(folder)).toEqual(['big']);
  });

  it('goes on with what a run before it left', async () => {
    const folder = await tempDir();
    const partial = `.big.${digest.slice(0, 16)}.partial`;
    await writeFile(join(folder, partial), content.subarray(0, 2_000_000));
    const { done, path, starts } = await download(
      ({ request, response }) => sendAtMost(Infinity, request, response),
      folder,
    );
    await done;
    expect(content.equals(await readFile(path))).toBe(true);
    expect(starts).toEqual([0, 2_000_000]);
  });

  it('throws bytes away that are not the promised ones, and leaves no file', async () => {
    const folder = await tempDir();
    const { done } = await download(({ request, response }) => {
      promise(request, response);
      response.end(Buffer.from(content).fill(0, 5, 6));
    }, folder);
    await expect(done).rejects.toMatchObject({ code: 'CLI_BYTES_CORRUPT' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('throws away what a run before it left when that was damaged', async () => {
    const folder = await tempDir();
    const partial = `.big.${digest.slice(0, 16)}.partial`;
    await writeFile(join(folder, partial), Buffer.alloc(1_000_000));
    const { done } = await download(
      ({ request, response }) => sendAtMost(Infinity, request, response),
      folder,
    );
    await expect(done).rejects.toMatchObject({ code: 'CLI_BYTES_CORRUPT' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not give a part the name of the whole when it fails for good', async () => {
    const folder = await tempDir();
    const { done } = await download(({ request, response, isFirst }) => {
      if (isFirst) sendAtMost(700_000, request, response);
      else refuse(response, 403, 'ARTIFACT_HELD');
    }, folder);
    await expect(done).rejects.toMatchObject({ code: 'ARTIFACT_HELD' });
    expect(await readdir(folder)).toEqual([`.big.${digest.slice(0, 16)}.partial`]);
  });

  it('ends when the file becomes another one under way', async () => {
    const folder = await tempDir();
    const { done } = await download(({ request, response, isFirst }) => {
      if (isFirst) sendAtMost(700_000, request, response);
      else
        response.writeHead(200, { etag: `"${'0'.repeat(64)}"`, 'content-length': 5 }).end('other');
    }, folder);
    await expect(done).rejects.toMatchObject({ code: 'CLI_FILE_CONFLICT' });
  });

  it('is refused where the server names no digest to check it by', async () => {
    const { client } = await startPeer((_request, response) => void response.end('hello'));
    const asked = askForFile(client, address);
    await expect(asked).rejects.toMatchObject({ code: 'CLI_ANSWER_UNREADABLE' });
  });
});
