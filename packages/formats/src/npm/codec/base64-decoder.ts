import { publishInvalid } from './errors.ts';

/** One slice of output: large enough that whoever stores it does few writes. */
const sliceBytes = 256 * 1024;
/** Input that fills a slice: four characters make three bytes. */
const blockChars = (sliceBytes / 4) * 4;
const minus = 0x2d;
const equals = 0x3d;
const underscore = 0x5f;

/**
 * Decodes base64 (RFC 4648 §4) that arrives in pieces of any length into slices of up to 256 KiB.
 * Strict where Node's decoder is lenient: nothing but the alphabet, and padding at the end alone.
 */
export class Base64Decoder {
  #slice = Buffer.allocUnsafeSlow(sliceBytes);
  #length = 0;
  /** Up to three characters of a group that is not complete. */
  #group = '';
  #isPadded = false;
  #sizeBytes = 0;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Gives the slices that a piece completes. They are never reused. */
  *push(piece: Buffer): Generator<Buffer, void, undefined> {
    // The decoder takes the URL-safe alphabet as well; JSON documents of npm never use it.
    if (piece.includes(minus) || piece.includes(underscore)) throw notBase64();
    let at = 0;
    if (this.#group !== '') {
      at = Math.min(4 - this.#group.length, piece.length);
      this.#group += piece.toString('latin1', 0, at);
      if (this.#group.length < 4) return;
      yield* this.#decode(this.#group);
      this.#group = '';
    }
    const alignedEnd = piece.length - ((piece.length - at) % 4);
    for (; at < alignedEnd; at += blockChars) {
      yield* this.#decode(piece.toString('latin1', at, Math.min(at + blockChars, alignedEnd)));
    }
    this.#group = piece.toString('latin1', alignedEnd);
  }

  /** The last slice; may be empty. */
  finish(): Buffer {
    if (this.#group !== '') throw notBase64();
    return this.#slice.subarray(0, this.#length);
  }

  *#decode(text: string): Generator<Buffer, void, undefined> {
    const padding = countPadding(text);
    const expected = (text.length / 4) * 3 - padding;
    if (this.#isPadded) throw notBase64();
    if (this.#length + expected > sliceBytes) {
      yield this.#slice.subarray(0, this.#length);
      this.#slice = Buffer.allocUnsafeSlow(sliceBytes);
      this.#length = 0;
    }
    // Whatever is not of the alphabet is passed over, and shows in the number of bytes.
    const written = this.#slice.write(text, this.#length, 'base64');
    if (written !== expected) throw notBase64();
    this.#length += written;
    this.#sizeBytes += written;
    this.#isPadded = padding > 0;
  }
}

function countPadding(text: string): number {
  if (text.charCodeAt(text.length - 1) !== equals) return 0;
  return text.charCodeAt(text.length - 2) === equals ? 2 : 1;
}

function notBase64() {
  return publishInvalid('The attachment is not valid base64.');
}
