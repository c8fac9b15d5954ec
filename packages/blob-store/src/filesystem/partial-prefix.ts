import { createHash, type Hash } from 'node:crypto';
import { hexDigest } from '../body-hash.ts';
import type { BufferPool } from '../buffer-pool.ts';
import { blobCorrupt, partialNotFound } from '../errors.ts';
import type { PartialState } from '../partial-store.ts';
import type { DirectorySyncs } from './directory-syncs.ts';
import type { DurableFs } from './durable-fs.ts';
import { FileChunks } from './file-chunks.ts';
import { partialBytesPath } from './layout.ts';

export interface PartialMedium {
  readonly fs: DurableFs;
  readonly syncs: DirectorySyncs;
  readonly pool: BufferPool;
}

export interface Prefix {
  readonly id: string;
  readonly sizeBytes: number;
  readonly signal: AbortSignal;
}

/** The first `sizeBytes` of an upload, from the medium. */
export async function* readPrefix(
  { fs, pool }: PartialMedium,
  { id, sizeBytes, signal }: Prefix,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await fs.open(partialBytesPath(id), 'read');
  if (file === null) throw partialNotFound(id);
  const subject = `upload ${id}`;
  yield* new FileChunks(file, {
    start: 0,
    lengthBytes: sizeBytes,
    pool,
    // All that read it hash a chunk, or copy it into a batch, at once.
    reusesMemory: true,
    signal,
    subject,
  });
}

export async function hashPrefix(medium: PartialMedium, prefix: Prefix): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of readPrefix(medium, prefix)) hash.update(chunk);
  return hash;
}

/**
 * Rebuilds the unfinished hash from the medium, proved against the first of `records` that it
 * agrees with: the newest, or the one before it where the disk lost bytes that the newest vouched
 * for. None: `BLOB_CORRUPT`.
 */
export async function rebuildHash(
  medium: PartialMedium,
  id: string,
  records: readonly PartialState[],
  signal: AbortSignal,
): Promise<{ readonly state: PartialState; readonly hash: Hash }> {
  for (const state of records) {
    const hash = await hashPrefix(medium, { id, sizeBytes: state.sizeBytes, signal });
    if (hexDigest(hash.copy()) === state.checkpoint) return { state, hash };
  }
  throw blobCorrupt(`upload ${id}`);
}
