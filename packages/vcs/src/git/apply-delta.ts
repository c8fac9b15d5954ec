import { vcsTooLarge } from '../index.ts';
import { notGit } from './pkt-line.ts';

/** A place in a delta, which reading moves on. */
class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw notGit();
    this.#at += 1;
    return byte;
  }

  size(): number {
    let size = 0;
    let byte = 0x80;
    for (let factor = 1; byte & 0x80; factor *= 128) {
      byte = this.byte();
      size += (byte & 0x7f) * factor;
    }
    return size;
  }

  take(count: number): Buffer {
    if (this.#at + count > this.#bytes.length) throw notGit();
    const taken = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }

  /** A number of which only the bytes that are not zero are there. */
  sparse(bits: number, width: number): number {
    let value = 0;
    for (let at = 0; at < width; at += 1) {
      if (bits & (1 << at)) value += this.byte() * 256 ** at;
    }
    return value;
  }
}

/** 0 stands for this many bytes (gitformat-pack, "Instruction to copy from base object"). */
const copyBytesDefault = 0x10000;

/** What a delta makes of its base. Throws VCS_UNAVAILABLE where it is none of it. */
export function applyDelta(base: Buffer, delta: Buffer, bytesMax: number): Buffer {
  const cursor = new Cursor(delta);
  const baseBytes = cursor.size();
  const sizeBytes = cursor.size();
  if (baseBytes !== base.length) throw notGit();
  if (sizeBytes > bytesMax) throw vcsTooLarge('A file of the repository is larger than we read.');
  const result = Buffer.alloc(sizeBytes);
  let at = 0;
  while (!cursor.isAtEnd) {
    const instruction = cursor.byte();
    if (instruction === 0) throw notGit();
    let piece: Buffer;
    if (instruction & 0x80) {
      const from = cursor.sparse(instruction & 15, 4);
      const count = cursor.sparse((instruction >> 4) & 7, 3) || copyBytesDefault;
      if (from + count > base.length) throw notGit();
      piece = base.subarray(from, from + count);
    } else {
      piece = cursor.take(instruction);
    }
    if (at + piece.length > sizeBytes) throw notGit();
    piece.copy(result, at);
    at += piece.length;
  }
  if (at !== sizeBytes) throw notGit();
  return result;
}
