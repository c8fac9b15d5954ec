import { createHash, type Hash } from 'node:crypto';
import { hexDigest } from '../body-hash.ts';
import type { BufferPool } from '../buffer-pool.ts';
import { blobCorrupt, partialNotFound } from '../errors.ts';
import type { PartialState } from '../partial-store.ts';
import { readRecords } from './checkpoint-file.ts';
import type { CheckpointRecord } from './checkpoint-record.ts';
import type { DurableFs } from './durable-fs.ts';
import { FileChunks } from './file-chunks.ts';
import { partialBytesPath, partialCheckpointPath } from './layout.ts';

export interface PartialMedium {
  readonly fs: DurableFs;
  readonly pool: BufferPool;
}

/** What the medium says about an upload. */
export interface PartialView {
  readonly state: PartialState;
  /**
   * How long the file is: bytes beyond `state.sizeBytes` were never acknowledged and count for
   * nothing.
   */
  readonly storedBytes: number;
  /** The readable records, newest first. */
  readonly records: readonly CheckpointRecord[];
}

/** Null when there is no such upload. */
export async function viewPartial(
  medium: PartialMedium,
  id: string,
  signal: AbortSignal,
): Promise<PartialView | null> {
  signal.throwIfAborted();
  const stat = await medium.fs.stat(partialBytesPath(id));
  if (stat === null) return null;
  const records = await recordsOf(medium.fs, id);
  const present = records.find((record) => record.sizeBytes <= stat.sizeBytes);
  const { sizeBytes, checkpoint } =
    present ?? (await recoverState(medium, { id, sizeBytes: stat.sizeBytes, signal }));
  return { state: { sizeBytes, checkpoint }, records, storedBytes: stat.sizeBytes };
}

async function recordsOf(fs: DurableFs, id: string): Promise<readonly CheckpointRecord[]> {
  const file = await fs.open(partialCheckpointPath(id), 'read');
  if (file === null) return [];
  try {
    return await readRecords(file);
  } finally {
    await file.close();
  }
}

/**
 * No crash loses both records; a damaged disk or a person may. Then what is there is synced and
 * hashed, and counts: the digest that the client declared still has the last word.
 */
async function recoverState(
  medium: PartialMedium,
  options: { readonly id: string; readonly sizeBytes: number; readonly signal: AbortSignal },
): Promise<PartialState> {
  const file = await medium.fs.open(partialBytesPath(options.id), 'read');
  if (file === null) throw partialNotFound(options.id);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes: options.sizeBytes, checkpoint: hexDigest(await hashPrefix(medium, options)) };
}

/** The first `sizeBytes` of an upload, from the medium. */
export async function* readPrefix(
  medium: PartialMedium,
  options: { readonly id: string; readonly sizeBytes: number; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array, void, undefined> {
  const { id, sizeBytes, signal } = options;
  const file = await medium.fs.open(partialBytesPath(id), 'read');
  if (file === null) throw partialNotFound(id);
  yield* new FileChunks(file, {
    start: 0,
    lengthBytes: sizeBytes,
    pool: medium.pool,
    signal,
    subject: `upload ${id}`,
  });
}

async function hashPrefix(
  medium: PartialMedium,
  options: { readonly id: string; readonly sizeBytes: number; readonly signal: AbortSignal },
): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of readPrefix(medium, options)) hash.update(chunk);
  return hash;
}

/**
 * Rebuilds the unfinished hash from the medium, proved against a record: the newest, or the one
 * before it where the disk lost bytes that the newest vouched for. Neither: `BLOB_CORRUPT`.
 */
export async function rebuildHash(
  medium: PartialMedium,
  options: { readonly id: string; readonly view: PartialView; readonly signal: AbortSignal },
): Promise<{ readonly state: PartialState; readonly hash: Hash }> {
  const { id, view, signal } = options;
  const candidates = view.records.filter((record) => record.sizeBytes <= view.storedBytes);
  for (const state of candidates.length > 0 ? candidates : [view.state]) {
    const hash = await hashPrefix(medium, { id, sizeBytes: state.sizeBytes, signal });
    if (hexDigest(hash.copy()) === state.checkpoint) return { state, hash };
  }
  throw blobCorrupt(`upload ${id}`);
}
