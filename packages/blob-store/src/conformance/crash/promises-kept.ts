import { type Digest, isDigest } from '@bonded/kernel';
import type { DurableFs } from '../../filesystem/durable-fs.ts';
import { blobsDirectory, partialsDirectory, stagingDirectory } from '../../filesystem/layout.ts';
import { type FilesystemStores, openStoresOn } from '../../filesystem/open-filesystem-stores.ts';
import { bodyOf, digestOf, readAll } from '../bodies.ts';

/** What the stores have acknowledged, and what is under way: all that a client may count on. */
export interface Promises {
  /** Published and not since deleted. */
  readonly published: Map<Digest, Uint8Array>;
  /** Deletions that were acknowledged. */
  readonly deleted: Set<Digest>;
  readonly uploads: Map<string, UploadPromise>;
}

export interface UploadPromise {
  /** Everything that the client sends in the end. */
  readonly bytes: Uint8Array;
  /** Null until its creation was acknowledged, and again once its removal has begun. */
  acknowledgedBytes: number | null;
}

export function noPromises(): Promises {
  return { published: new Map(), deleted: new Set(), uploads: new Map() };
}

export function copyOf(promises: Promises): Promises {
  const uploads = [...promises.uploads].map(([id, upload]) => [id, { ...upload }] as const);
  return {
    published: new Map(promises.published),
    deleted: new Set(promises.deleted),
    uploads: new Map(uploads),
  };
}

const never = new AbortController().signal;
/** The limits under which a few bytes take every path that gigabytes take. */
export const smallLimits = { batchBytes: 8, checkpointEveryBytes: 16, liveHashesMax: 4 };
const bytesMax = 1000;

/** Starts on what a crash left, recovers once, and lists every promise that was broken. */
export async function brokenPromises(fs: DurableFs, promises: Promises): Promise<string[]> {
  const stores = await openStoresOn(fs, smallLimits);
  const broken: string[] = [];
  for (const [digest, bytes] of promises.published) {
    if (!(await holds(stores, digest, bytes))) broken.push(`lost the blob ${digest}`);
  }
  for (const digest of promises.deleted) {
    if ((await stores.blobs.stat(digest, never)) !== null) broken.push(`${digest} came back`);
  }
  for await (const { digest } of stores.blobs.list({ signal: never })) {
    const { chunks } = await stores.blobs.read(digest, { signal: never });
    if (digestOf(await readAll(chunks)) !== digest) broken.push(`half of ${digest} is visible`);
  }
  for (const [id, upload] of promises.uploads) {
    const fault = await faultOfUpload(stores, id, upload);
    if (fault !== null) broken.push(`upload ${id}: ${fault}`);
  }
  return [...broken, ...(await leftovers(fs, stores))];
}

async function holds(stores: FilesystemStores, digest: Digest, bytes: Uint8Array) {
  if ((await stores.blobs.stat(digest, never)) === null) return false;
  const { chunks } = await stores.blobs.read(digest, { signal: never });
  return (await readAll(chunks)).equals(bytes);
}

async function faultOfUpload(
  stores: FilesystemStores,
  id: string,
  upload: UploadPromise,
): Promise<string | null> {
  try {
    return await finishUpload(stores, id, upload);
  } catch (error) {
    return `it cannot be finished: ${String(error)}`;
  }
}

async function finishUpload(
  { blobs, partials }: FilesystemStores,
  id: string,
  { bytes, acknowledgedBytes }: UploadPromise,
): Promise<string | null> {
  const state = await partials.stat(id, never);
  if (state === null) return acknowledgedBytes === null ? null : 'it is gone';
  const { sizeBytes } = state;
  if (acknowledgedBytes !== null && sizeBytes < acknowledgedBytes) {
    return `${acknowledgedBytes} bytes were acknowledged, ${sizeBytes} are left`;
  }
  if (state.checkpoint !== digestOf(bytes.subarray(0, sizeBytes))) return 'its checkpoint is wrong';
  if (sizeBytes < bytes.length) {
    const body = bodyOf(bytes.subarray(sizeBytes), 5);
    await partials.append(id, { offset: sizeBytes, body, bytesMax, signal: never });
  }
  const staged = await partials.seal(id, { signal: never });
  await blobs.publish(staged, never);
  const { chunks } = await blobs.read(digestOf(bytes), { signal: never });
  return (await readAll(chunks)).equals(bytes) ? null : 'it ends in other bytes';
}

/** One recovery pass and one sweep of what was abandoned leave nothing but blobs. */
async function leftovers(fs: DurableFs, { blobs, partials }: FilesystemStores): Promise<string[]> {
  const future = new Date(Date.now() + 60_000);
  const stale = await Array.fromAsync(partials.listStale(future, never));
  for (const id of stale) await partials.remove(id);
  await blobs.sweepStaged({ before: future, signal: never });
  const names = [...(await fs.list(stagingDirectory)), ...(await fs.list(partialsDirectory))];
  for (const outer of await fs.list(blobsDirectory)) {
    for (const inner of await fs.list(`${blobsDirectory}/${outer}`)) {
      const path = `${blobsDirectory}/${outer}/${inner}`;
      names.push(...(await fs.list(path)).filter((name) => !isDigest(name)));
    }
  }
  return names.map((name) => `left over: ${name}`);
}
