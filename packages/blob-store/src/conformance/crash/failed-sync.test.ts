import { AppError, newId } from '@bonded/kernel';
import { expect, test } from 'vitest';
import { type FilesystemStores, openStoresOn } from '../../filesystem/open-filesystem-stores.ts';
import { bodyOf, bytesOf } from '../bodies.ts';
import { crashState } from './crash-states.ts';
import type { ModelDirectory } from './model-disk.ts';
import { ModelFs } from './model-fs.ts';
import { brokenPromises, copyOf, noPromises, type Promises, smallLimits } from './promises-kept.ts';

// Method: the nth sync fails and drops what it should have saved, while the cache goes on showing
// it and the next sync of the same thing succeeds, as Linux does (fsyncgate). A stubborn client
// tries each step again. After every call the power fails and takes all that is not durable.

const never = new AbortController().signal;
const bytesMax = 1000;
const syncsMax = 200;
const losingAll = () => 0;

interface CrashPoint {
  readonly call: string;
  readonly root: ModelDirectory;
  readonly promises: Promises;
}

/** A computer whose disk fails one sync. */
class Computer {
  readonly promises = noPromises();
  readonly points: CrashPoint[] = [];
  readonly #nth: number;
  #syncs = 0;
  #model = new ModelFs();
  #stores: FilesystemStores | null = null;

  constructor(nth: number) {
    this.#nth = nth;
  }

  get hasFailed(): boolean {
    return this.#syncs >= this.#nth;
  }

  /** Notes what a power cut would leave and what was promised by then. */
  failPower(call: string): void {
    const root = crashState(this.#model.root, losingAll);
    this.points.push({ call, root, promises: copyOf(this.promises) });
  }

  /** Does `act`; when the medium fails, once more, and then once more after a restart. */
  async stubbornly<T>(act: (stores: FilesystemStores) => Promise<T>): Promise<T> {
    for (const restarts of [false, false, true]) {
      if (restarts) this.#stores = null;
      try {
        this.#stores ??= await this.#start();
        return await act(this.#stores);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'BLOB_STORE_UNAVAILABLE') throw error;
      }
    }
    throw new Error('the client gave up');
  }

  /** A file system that could not write a directory stops; mounted anew it has what is durable. */
  async #start(): Promise<FilesystemStores> {
    this.#model = new ModelFs(crashState(this.#model.root, losingAll), {
      failsSync: () => {
        this.#syncs += 1;
        return this.#syncs === this.#nth;
      },
      onChange: (call) => this.failPower(call),
    });
    return await openStoresOn(this.#model, smallLimits);
  }
}

async function publishStubbornly(computer: Computer): Promise<void> {
  const bytes = bytesOf(30, 'stubborn');
  const digest = await computer.stubbornly(async ({ blobs }) => {
    const staged = await blobs.stage(bodyOf(bytes, 5), { signal: never, bytesMax });
    // The second call is the trap: nothing is left to do but to sync again.
    await blobs.publish(staged, never).catch(() => blobs.publish(staged, never));
    return staged.digest;
  });
  computer.promises.published.set(digest, bytes);
}

async function uploadStubbornly(computer: Computer): Promise<void> {
  const { promises } = computer;
  const bytes = bytesOf(70, 'stubborn upload');
  const upload = { bytes, acknowledgedBytes: 0 };
  const id = await computer.stubbornly(async ({ partials }) => {
    const attempt = newId();
    await partials.create(attempt, never);
    return attempt;
  });
  promises.uploads.set(id, upload);
  for (const end of [9, 50, 70]) {
    await computer.stubbornly(async ({ partials }) => {
      const offset = (await partials.stat(id, never))?.sizeBytes ?? 0;
      const body = bodyOf(bytes.subarray(offset, end), 5);
      await partials.append(id, { offset, body, bytesMax, signal: never });
    });
    upload.acknowledgedBytes = end;
  }
  await computer.stubbornly(async ({ partials, blobs }) => {
    const staged = await partials.seal(id, { signal: never });
    await blobs.publish(staged, never);
    promises.published.set(staged.digest, bytes);
  });
}

test.each([
  ['a blob that is published', publishStubbornly],
  ['an upload', uploadStubbornly],
])('D1.4 no sync that is tried again passes for a success: %s', async (_, act) => {
  const broken: string[] = [];
  let nth = 1;
  for (; nth < syncsMax; nth += 1) {
    const computer = new Computer(nth);
    await act(computer);
    computer.failPower('the last call');
    for (const { call, root, promises } of computer.points) {
      const found = await brokenPromises(new ModelFs(root), promises);
      broken.push(...found.map((sentence) => `sync ${nth} failed, after ${call}: ${sentence}`));
    }
    if (!computer.hasFailed) break;
  }
  expect(broken).toEqual([]);
  expect(nth).toBeLessThan(syncsMax);
});
