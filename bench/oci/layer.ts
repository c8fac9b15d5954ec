import { createHash, randomBytes } from 'node:crypto';

const pieceBytes = 1024 * 1024;

/** Bytes that nobody has seen before, made of one piece that is sent again and again. */
export class Layer {
  readonly sizeBytes: number;
  readonly digest: string;
  readonly #first: Buffer;
  readonly #piece: Buffer;

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes;
    this.#piece = randomBytes(Math.min(pieceBytes, sizeBytes));
    this.#first = Buffer.from(this.#piece);
    randomBytes(16).copy(this.#first);
    const hash = createHash('sha256');
    for (const piece of this.pieces()) hash.update(piece);
    this.digest = `sha256:${hash.digest('hex')}`;
  }

  *pieces(): Generator<Buffer, void, undefined> {
    for (let left = this.sizeBytes; left > 0; left -= this.#piece.length) {
      const piece = left === this.sizeBytes ? this.#first : this.#piece;
      yield left < piece.length ? piece.subarray(0, left) : piece;
    }
  }
}
