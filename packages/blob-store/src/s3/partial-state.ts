import { type Digest, isDigest } from '@bonded/kernel';
import { blobCorrupt } from '../errors.ts';
import type { Bucket, Condition } from './bucket.ts';
import type { Source } from './compose-object.ts';
import { partialStateKey, pieceKey } from './keys.ts';

/** From this piece on, up to where the next one begins, a writer's pieces count. */
export interface WriterSpan {
  readonly firstPiece: number;
  readonly writer: string;
}

/** The state object of an upload: which pieces count, and what they hash to. */
export interface StoredPartial {
  readonly version: 1;
  /** Drawn at creation: tells this upload from another attempt to create the same. */
  readonly birth: string;
  readonly sizeBytes: number;
  readonly checkpoint: Digest;
  /** All pieces are so large, save the last. */
  readonly pieceBytes: number;
  readonly writers: readonly WriterSpan[];
  readonly isSealed: boolean;
}

export interface LoadedPartial {
  readonly stored: StoredPartial;
  readonly etag: string;
}

// A span a writer: a hundred thousand appends stay far below.
const stateBytesMax = 16 * 1024 * 1024;

/** Null when there is no such upload. */
export async function loadPartial(
  bucket: Bucket,
  id: string,
  signal: AbortSignal,
): Promise<LoadedPartial | null> {
  const object = await bucket.get(partialStateKey(id), { signal });
  if (object === null) return null;
  const copies: Buffer[] = [];
  if (object.sizeBytes > stateBytesMax) throw blobCorrupt(`upload ${id}`);
  for await (const chunk of object.chunks) copies.push(Buffer.from(chunk));
  return { stored: parseStored(id, Buffer.concat(copies).toString()), etag: object.etag };
}

/** Null when another writer was there first. */
export async function savePartial(
  bucket: Bucket,
  id: string,
  stored: StoredPartial,
  options: { readonly condition: Condition; readonly signal: AbortSignal },
): Promise<LoadedPartial | null> {
  const text = JSON.stringify(stored);
  const etag = await bucket.put(partialStateKey(id), Buffer.from(text), options);
  if (etag !== null) return { stored, etag };
  // The answer to an earlier try may have been lost on its way: then what is there is ours.
  const present = await loadPartial(bucket, id, options.signal);
  return present !== null && JSON.stringify(present.stored) === text ? present : null;
}

/** The objects whose bytes, one after the other, are the upload. */
export function piecesOf(id: string, stored: StoredPartial): readonly Source[] {
  const { sizeBytes, pieceBytes, writers } = stored;
  return Array.from({ length: Math.ceil(sizeBytes / pieceBytes) }, (_, index) => {
    const span = writers.findLast(({ firstPiece }) => firstPiece <= index);
    if (span === undefined) throw blobCorrupt(`upload ${id}`);
    const start = index * pieceBytes;
    const key = pieceKey(id, index, span.writer);
    return { key, sizeBytes: Math.min(pieceBytes, sizeBytes - start) };
  });
}

function parseStored(id: string, text: string): StoredPartial {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isStored(parsed)) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw blobCorrupt(`upload ${id}`);
}

function isStored(value: unknown): value is StoredPartial {
  if (typeof value !== 'object' || value === null) return false;
  // Any field may be missing or of another type: each is judged below.
  const stored = value as Partial<StoredPartial>;
  const { version, birth, sizeBytes, checkpoint, pieceBytes, writers, isSealed } = stored;
  return (
    version === 1 &&
    typeof birth === 'string' &&
    Number.isSafeInteger(sizeBytes) &&
    Number.isSafeInteger(pieceBytes) &&
    typeof checkpoint === 'string' &&
    isDigest(checkpoint) &&
    Array.isArray(writers) &&
    typeof isSealed === 'boolean'
  );
}
