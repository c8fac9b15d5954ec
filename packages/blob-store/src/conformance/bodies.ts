import { createCipheriv, createHash } from 'node:crypto';
import { type Digest, parseDigest } from '@bonded/kernel';

/** The same bytes for the same seed, without a pattern that a store could confuse. */
export function bytesOf(sizeBytes: number, seed: string): Buffer {
  const key = createHash('sha256').update(seed).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes));
}

export function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(createHash('sha256').update(bytes).digest('hex'));
}

/**
 * A body in chunks of `chunkBytes`, each in memory that is overwritten once the next is asked for.
 */
export async function* bodyOf(bytes: Uint8Array, chunkBytes = 16 * 1024) {
  const reused = new Uint8Array(chunkBytes);
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    const part = bytes.subarray(start, start + chunkBytes);
    reused.set(part);
    yield reused.subarray(0, part.length);
    reused.fill(0xee);
  }
}

/** What a cut connection looks like: the first bytes, then a failure. */
export async function* brokenBody(bytes: Uint8Array, failure: Error) {
  yield* bodyOf(bytes);
  throw failure;
}

/**
 * What a silent client looks like: the first bytes, then nothing; `onSilent` runs when it falls
 * silent.
 */
export async function* silentBody(bytes: Uint8Array, onSilent: () => void) {
  yield* bodyOf(bytes);
  onSilent();
  await new Promise<never>(() => {});
}

/** At both ends, around the middle, and all but an end. */
export function rangesOf(sizeBytes: number): readonly { start: number; end: number }[] {
  const middle = Math.floor(sizeBytes / 2);
  return [
    { start: 0, end: 0 },
    { start: sizeBytes - 1, end: sizeBytes - 1 },
    { start: middle - 3000, end: middle + 3000 },
    { start: 0, end: sizeBytes - 2 },
    { start: 1, end: sizeBytes - 1 },
  ];
}

export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const chunk of chunks) copies.push(Buffer.from(chunk));
  return Buffer.concat(copies);
}
