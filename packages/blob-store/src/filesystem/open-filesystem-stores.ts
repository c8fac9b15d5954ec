import { basename, dirname, resolve } from 'node:path';
import { BufferPool } from '../buffer-pool.ts';
import { LiveHashes } from '../live-hashes.ts';
import { DirectorySyncs } from './directory-syncs.ts';
import type { DurableFs } from './durable-fs.ts';
import { FilesystemBlobStore } from './filesystem-blob-store.ts';
import { FilesystemPartialStore } from './filesystem-partial-store.ts';
import { blobsDirectory, partialsDirectory, stagingDirectory } from './layout.ts';
import { NodeDurableFs } from './node-durable-fs.ts';

/**
 * Figures that a test may shrink; the defaults are measured (PERFORMANCE: large batches, flat
 * memory).
 */
export interface FilesystemLimits {
  /** One read or write; a transfer holds two such buffers. */
  readonly batchBytes: number;
  /** How much of a running append a crash may cost. */
  readonly checkpointEveryBytes: number;
  /** Uploads whose unfinished hash stays in memory; others are read again when they go on. */
  readonly liveHashesMax: number;
}

const filesystemLimits: FilesystemLimits = {
  batchBytes: 256 * 1024,
  checkpointEveryBytes: 64 * 1024 * 1024,
  liveHashesMax: 1024,
};

// 32 buffers at rest: 16 transfers find theirs warm, and an idle process keeps 8 MiB.
const idleBuffersMax = 32;

export interface FilesystemStores extends AsyncDisposable {
  readonly blobs: FilesystemBlobStore;
  readonly partials: FilesystemPartialStore;
}

/**
 * Opens both stores on one directory, making it if only its parent exists. Several processes may
 * open the same one. An upload becomes a blob by a second name for its file, so `root` must be on a
 * single file system with hard links.
 */
export async function openFilesystemStores(
  root: string,
  signal: AbortSignal,
  limits: Partial<FilesystemLimits> = {},
): Promise<FilesystemStores> {
  signal.throwIfAborted();
  const directory = resolve(root);
  const beside = new DirectorySyncs(new NodeDurableFs(dirname(directory)));
  await beside.ensureDirectory(basename(directory));
  return await openStoresOn(new NodeDurableFs(directory), limits);
}

/** The same on any `DurableFs`: for tests that inject faults or model a power cut. */
export async function openStoresOn(
  fs: DurableFs,
  limits: Partial<FilesystemLimits> = {},
): Promise<FilesystemStores> {
  const { batchBytes, checkpointEveryBytes, liveHashesMax } = { ...filesystemLimits, ...limits };
  const syncs = new DirectorySyncs(fs);
  const pool = new BufferPool({ sizeBytes: batchBytes, idleMax: idleBuffersMax });
  const medium = { fs, syncs, pool };
  for (const directory of [blobsDirectory, stagingDirectory, partialsDirectory]) {
    await syncs.ensureDirectory(directory);
  }
  const liveHashes = new LiveHashes(liveHashesMax);
  return {
    blobs: new FilesystemBlobStore(medium),
    partials: new FilesystemPartialStore({ ...medium, liveHashes, checkpointEveryBytes }),
    // Every descriptor belongs to a call and goes with it.
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
