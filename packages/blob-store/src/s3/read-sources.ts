import { blobCorrupt } from '../errors.ts';
import type { Bucket } from './bucket.ts';
import type { Source } from './compose-object.ts';

/** The bytes of objects, one after the other, one connection at a time. */
export async function* readSources(
  bucket: Bucket,
  sources: readonly Source[],
  options: { readonly signal: AbortSignal; readonly subject: string },
): AsyncGenerator<Uint8Array, void, undefined> {
  const { signal, subject } = options;
  for (const { key, sizeBytes } of sources) {
    const object = await bucket.get(key, { signal });
    if (object === null || object.sizeBytes !== sizeBytes) throw blobCorrupt(subject);
    yield* object.chunks;
  }
}
