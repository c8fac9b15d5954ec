import { CopyObjectCommand } from '@aws-sdk/client-s3';
import type { ByteRange } from '../blob-store.ts';
import type { Bucket } from './bucket.ts';
import { Multipart } from './multipart.ts';

export interface Source {
  readonly key: string;
  readonly sizeBytes: number;
}

export interface CopyLimits {
  /** The most that one request may copy: 5 GiB on Amazon S3. */
  readonly copyBytesMax: number;
  /** How much of a larger object one request copies. */
  readonly copyPartBytes: number;
}

export const copyLimits: CopyLimits = {
  copyBytesMax: 5 * 1024 ** 3,
  copyPartBytes: 512 * 1024 ** 2,
};

const copiesAtOnce = 4;

/**
 * Has the server make one object of others, in order, without the bytes coming here. It appears
 * whole or not at all. Every source but the last has at least 5 MiB.
 */
export async function composeObject(
  bucket: Bucket,
  key: string,
  options: {
    readonly sources: readonly Source[];
    readonly limits: CopyLimits;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { sources, limits, signal } = options;
  const [only] = sources;
  if (only === undefined) {
    await bucket.put(key, new Uint8Array(), { signal });
  } else if (sources.length === 1 && only.sizeBytes <= limits.copyBytesMax) {
    const CopySource = `${bucket.name}/${only.key}`;
    const command = new CopyObjectCommand({ Bucket: bucket.name, Key: key, CopySource });
    await bucket.answer(signal, () => bucket.client.send(command, { abortSignal: signal }));
  } else {
    await composeInParts(bucket, key, options);
  }
}

async function composeInParts(
  bucket: Bucket,
  key: string,
  options: {
    readonly sources: readonly Source[];
    readonly limits: CopyLimits;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { sources, limits, signal } = options;
  const parts = sources.flatMap((source) => slicesOf(source, limits.copyPartBytes));
  const multipart = await Multipart.begin(bucket, key, signal);
  try {
    for (let done = 0; done < parts.length; done += copiesAtOnce) {
      const group = parts.slice(done, done + copiesAtOnce);
      await Promise.all(group.map((part, index) => multipart.copy(done + index + 1, part, signal)));
    }
    const sizeBytes = sources.reduce((sum, source) => sum + source.sizeBytes, 0);
    await multipart.complete(sizeBytes, signal);
  } catch (error) {
    await multipart.abort();
    throw error;
  }
}

interface Slice {
  readonly key: string;
  readonly range: ByteRange;
}

/** Equal slices of at least half of `sliceBytes`: a last one of a few bytes could be too small. */
function slicesOf({ key, sizeBytes }: Source, sliceBytes: number): readonly Slice[] {
  const count = Math.ceil(sizeBytes / sliceBytes);
  const lengthBytes = Math.ceil(sizeBytes / count);
  return Array.from({ length: count }, (_, index) => {
    const start = index * lengthBytes;
    return { key, range: { start, end: Math.min(start + lengthBytes, sizeBytes) - 1 } };
  });
}
