import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const chunkBytes = 1024 * 1024;

export interface HashOptions {
  readonly signal: AbortSignal;
  /** Up to here; the whole file if left out. */
  readonly lengthBytes?: number;
  readonly onRead?: (bytes: number) => void;
}

/** The SHA-256 of the beginning of a file, to go on with or to end. */
export async function hashFile(path: string, options: HashOptions): Promise<Hash> {
  const { signal, lengthBytes = Infinity, onRead = () => {} } = options;
  const hash = createHash('sha256');
  if (lengthBytes === 0) return hash;
  let readBytes = 0;
  const range = { end: lengthBytes - 1, highWaterMark: chunkBytes };
  for await (const chunk of createReadStream(path, { ...range, signal })) {
    // A stream without an encoding gives bytes.
    const bytes = chunk as Buffer;
    hash.update(bytes);
    readBytes += bytes.length;
    onRead(readBytes);
  }
  return hash;
}
