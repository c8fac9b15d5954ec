import { ByteCursor } from '../../byte-cursor.ts';
import { publishInvalid } from './errors.ts';

/** Far beyond any manifest; a readme comes along. */
const documentBytesMax = 4 * 1024 * 1024;
const lengthBytes = 4;

/**
 * Reads the body of a publish: a length in 32 bits, little-endian, and that many bytes of JSON;
 * then the same once more for the archive, which is given as it arrives and never held.
 */
export class PublishBody {
  readonly #cursor: ByteCursor;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#cursor = new ByteCursor(chunks);
  }

  /** @throws AppError `CARGO_PUBLISH_INVALID` */
  async document(): Promise<Buffer> {
    const length = await this.#length();
    if (length > documentBytesMax) throw publishInvalid('The metadata is too large.');
    return this.#take(length);
  }

  /** The archive, which the body must end with. @throws AppError `CARGO_PUBLISH_INVALID` */
  async *archive(): AsyncGenerator<Buffer, void, undefined> {
    let left = await this.#length();
    while (left > 0) {
      if (!(await this.#cursor.fill())) throw cutOff();
      const piece = this.#cursor.rest.subarray(0, left);
      this.#cursor.skip(piece.length);
      left -= piece.length;
      yield piece;
    }
    if (await this.#cursor.fill()) throw publishInvalid('Something follows the archive.');
  }

  close(): Promise<void> {
    return this.#cursor.close();
  }

  async #length(): Promise<number> {
    return (await this.#take(lengthBytes)).readUInt32LE();
  }

  async #take(length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    for (let at = 0; at < length; ) {
      if (!(await this.#cursor.fill())) throw cutOff();
      const copied = this.#cursor.rest.copy(bytes, at);
      this.#cursor.skip(copied);
      at += copied;
    }
    return bytes;
  }
}

function cutOff() {
  return publishInvalid('The body is cut off.');
}
