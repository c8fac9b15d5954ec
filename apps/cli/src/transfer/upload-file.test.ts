import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@bonded/kernel';
import { tempDir } from '@bonded/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../../tests/peer.ts';
import { sha256, startTusPeer, type TusPeer } from '../../tests/tus-peer.ts';
import { type UploadSteps, uploadFile } from './upload-file.ts';
import { UploadJournal } from './upload-journal.ts';

const content = randomBytes(3_000_000);
const digest = sha256(content);

let folder: string;
let peer: TusPeer;
const waits: number[] = [];

beforeEach(async () => {
  waits.length = 0;
  folder = await tempDir();
  await writeFile(join(folder, 'big'), content);
  peer = await startTusPeer();
});

const steps: UploadSteps = {
  signal: new AbortController().signal,
  onWait: (_error, waitMs) => void waits.push(waitMs),
  sleep: () => Promise.resolve(),
  onPass: () => ({ reach: () => {}, [Symbol.dispose]: () => {} }),
  explain: (_id, error) => Promise.resolve(error),
  isCurrent: () => Promise.resolve(true),
};

function upload(changed: Partial<UploadSteps> = {}) {
  const source = {
    path: join(folder, 'big'),
    repository: 'acme/files',
    remotePath: 'dir/big',
    contentType: null,
  };
  return uploadFile(peer.client, new UploadJournal(folder), source, { ...steps, ...changed });
}

function notes(): Promise<readonly string[]> {
  return readdir(join(folder, 'uploads')).catch(() => []);
}

describe('an upload', () => {
  it('sends the file once, and its digest before its first byte', async () => {
    const { id, forget } = await upload();
    expect(peer.digestOf(id)).toBe(digest);
    expect(peer.metadataOf(id)).toEqual({
      repository: 'acme/files',
      path: 'dir/big',
      sha256: digest,
    });
    expect(peer.requests).toEqual(['POST', 'PATCH 0']);
    await forget();
    expect(await notes()).toEqual([]);
  });

  it('goes on from what is safe on the server, as often as the connection breaks', async () => {
    peer.cutAfterBytes = 800_000;
    const { id } = await upload();
    expect(peer.digestOf(id)).toBe(digest);
    const offsets = peer.requests.flatMap((line) => /^PATCH (\d+)/.exec(line)?.[1] ?? []);
    expect(offsets.map(Number)).toEqual([0, 800_000, 1_600_000, 2_400_000]);
    // Each time it moved, so each time the wait is the shortest.
    expect(new Set(waits).size).toBe(1);
  });

  it('goes on in another process with the same upload', async () => {
    peer.cutAfterBytes = 800_000;
    const killed = upload({ sleep: () => Promise.reject(new Error('killed')) });
    await expect(killed).rejects.toThrow('killed');
    peer.cutAfterBytes = Infinity;
    peer.requests.length = 0;
    const { id } = await upload();
    expect(peer.digestOf(id)).toBe(digest);
    expect(peer.requests).toEqual(['HEAD', 'PATCH 800000']);
  });

  it('is not lost with the sign-in: signed in again, it goes on', async () => {
    peer.cutAfterBytes = 800_000;
    peer.refuseNext = (response) => refuse(response, 401, 'SESSION_ENDED');
    peer.refuseMethod = 'HEAD';
    await expect(upload()).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(await notes()).toHaveLength(1);
    peer.requests.length = 0;
    await upload();
    expect(peer.requests[0]).toBe('HEAD');
    expect(peer.requests).not.toContain('POST');
  });

  it('starts again when the server no longer has it', async () => {
    const journal = new UploadJournal(folder);
    const gateway = await peer.client.url();
    const identity = { gateway, repository: 'acme/files', path: 'dir/big', digest };
    await journal.add(identity, newId());
    const { id } = await upload();
    expect(peer.requests).toEqual(['HEAD', 'POST', 'PATCH 0']);
    expect(peer.digestOf(id)).toBe(digest);
  });

  it('sends nothing when a run before it sent everything', async () => {
    const first = await upload();
    peer.requests.length = 0;
    const second = await upload();
    expect(second.id).toBe(first.id);
    expect(peer.requests).toEqual(['HEAD']);
  });

  it('sends it again when what a run before it sent is gone from the repository', async () => {
    const first = await upload();
    const second = await upload({ isCurrent: () => Promise.resolve(false) });
    expect(second.id).not.toBe(first.id);
    expect(peer.digestOf(second.id)).toBe(digest);
  });

  it('does not try again what the server refuses for good, and forgets it', async () => {
    peer.refuseMethod = 'PATCH';
    peer.refuseNext = (response) => refuse(response, 409, 'ARTIFACT_ALREADY_EXISTS');
    await expect(upload()).rejects.toMatchObject({ code: 'ARTIFACT_ALREADY_EXISTS' });
    expect(peer.requests).toEqual(['POST', 'PATCH 0']);
    expect(await notes()).toEqual([]);
  });

  it('asks where it stands when it is told to be somewhere else', async () => {
    peer.refuseMethod = 'PATCH';
    peer.refuseNext = (response) => refuse(response, 409, 'UPLOAD_OFFSET_CONFLICT');
    const { id } = await upload();
    expect(peer.requests).toEqual(['POST', 'PATCH 0', 'HEAD', 'PATCH 0']);
    expect(peer.digestOf(id)).toBe(digest);
  });

  it('gives up after a bounded number of failures that bring nothing forward', async () => {
    peer.cutAfterBytes = 0;
    await expect(upload()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(waits).toHaveLength(8);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(await notes()).toHaveLength(1);
  });

  it('takes an empty file, which is whole when it is begun', async () => {
    await writeFile(join(folder, 'big'), '');
    await upload();
    expect(peer.requests).toEqual(['POST']);
  });
});
