import type { ByteRange } from '../blob-store.ts';
import { blobCorrupt } from '../errors.ts';
import type { Bucket } from './bucket.ts';
import type { Source } from './compose-object.ts';

export interface SourcesOptions {
  readonly signal: AbortSignal;
  /** Of all sources together; without it, everything. */
  readonly range?: ByteRange;
  readonly subject: string;
}

/** The bytes of objects, one after the other, one connection at a time. */
export async function* readSources(
  bucket: Bucket,
  sources: readonly Source[],
  { signal, range, subject }: SourcesOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  let start = 0;
  for (const { key, sizeBytes } of sources) {
    const part = range === undefined ? undefined : partOf(range, start, sizeBytes);
    start += sizeBytes;
    if (part === null) continue;
    const options = part === undefined ? { signal } : { signal, range: part };
    const object = await bucket.get(key, options);
    if (object === null || object.sizeBytes !== sizeBytes) throw blobCorrupt(subject);
    yield* object.chunks;
  }
}

/** What of a range lies in the object that begins at `start`, counted from there; null for none. */
function partOf(range: ByteRange, start: number, sizeBytes: number): ByteRange | null {
  const first = Math.max(range.start - start, 0);
  const last = Math.min(range.end - start, sizeBytes - 1);
  return first <= last ? { start: first, end: last } : null;
}
