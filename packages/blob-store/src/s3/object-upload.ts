import { blobTooLarge } from '../errors.ts';
import type { Bucket } from './bucket.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { Multipart, partBytesMin, partsMax } from './multipart.ts';

// The smallest parts that S3 takes keep memory low; large ones come late, so that 10,000 of them
// are enough for 300 GiB.
const smallParts = 5000;
const largePartBytes = 64 * 1024 * 1024;

function partBytesOf(partNumber: number): number {
  return partNumber <= smallParts ? partBytesMin : largePartBytes;
}

/**
 * Writes an object of unknown length: in one request when it is small, otherwise in parts, one of
 * which is sent while the next is gathered. Memory stays at two parts.
 */
export class ObjectUpload {
  readonly #bucket: Bucket;
  readonly #key: string;
  readonly #signal: AbortSignal;
  #filling = new GrowingBuffer(partBytesOf(1));
  #sending = new GrowingBuffer(partBytesOf(1));
  #multipart: Multipart | null = null;
  #partNumber = 1;
  #sent: Promise<void> = Promise.resolve();
  #sizeBytes = 0;

  constructor(bucket: Bucket, key: string, signal: AbortSignal) {
    this.#bucket = bucket;
    this.#key = key;
    this.#signal = signal;
  }

  /** Copies the chunk; waits only when the server is a whole part behind. */
  async add(chunk: Uint8Array): Promise<void> {
    this.#sizeBytes += chunk.length;
    for (let rest = chunk; rest.length > 0; ) {
      // A full part is sent only when more comes, so that a body of one part is one request.
      if (this.#filling.isFull) await this.#sendPart();
      rest = this.#filling.take(rest);
    }
  }

  /** Makes the object; answers its size. */
  async finish(): Promise<number> {
    if (this.#multipart === null) {
      await this.#bucket.put(this.#key, this.#filling.bytes, { signal: this.#signal });
      return this.#sizeBytes;
    }
    await this.#sendPart();
    await this.#sent;
    await this.#multipart.complete(this.#sizeBytes, this.#signal);
    return this.#sizeBytes;
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    await this.#sent.catch(() => {});
    await this.#multipart?.abort();
  }

  async #sendPart(): Promise<void> {
    const partNumber = this.#partNumber;
    if (partNumber > partsMax) throw blobTooLarge(this.#sizeBytes);
    this.#multipart ??= await Multipart.begin(this.#bucket, this.#key, this.#signal);
    await this.#sent;
    this.#sent = this.#multipart.put(partNumber, this.#filling.bytes, this.#signal);
    // Its failure is thrown by the next part or by finish; until then it must not count as
    // unhandled.
    this.#sent.catch(() => {});
    [this.#filling, this.#sending] = [this.#sending, this.#filling];
    this.#partNumber += 1;
    this.#filling.reset(partBytesOf(this.#partNumber));
  }
}
