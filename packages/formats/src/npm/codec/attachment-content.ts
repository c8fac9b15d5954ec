import type { ByteCursor } from '../../byte-cursor.ts';
import { Base64Decoder } from './base64-decoder.ts';
import { publishInvalid } from './errors.ts';

const quote = 0x22;
const backslash = 0x5c;

/**
 * The bytes of one attachment, decoded as its JSON string is read. Nothing is kept: memory is a
 * slice or two, whatever the size. What its reader leaves unread is passed over by `drain`.
 *
 * @throws AppError `NPM_PUBLISH_INVALID` from its iteration
 */
export class AttachmentContent {
  readonly #cursor: ByteCursor;
  readonly #decoder = new Base64Decoder();
  readonly #ready: Buffer[] = [];
  #endsInBackslash = false;
  #hasEnded = false;

  constructor(cursor: ByteCursor) {
    this.#cursor = cursor;
  }

  /** So far; all of it once the content is drained. */
  get sizeBytes(): number {
    return this.#decoder.sizeBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for (let slice = await this.#next(); slice !== null; slice = await this.#next()) yield slice;
  }

  async drain(): Promise<void> {
    while ((await this.#next()) !== null);
  }

  async #next(): Promise<Buffer | null> {
    while (this.#ready.length === 0 && !this.#hasEnded) {
      if (!(await this.#cursor.fill())) throw publishInvalid('The document is cut off.');
      this.#read(this.#cursor.rest);
    }
    return this.#ready.shift() ?? null;
  }

  #read(rest: Buffer): void {
    const end = rest.indexOf(quote);
    const text = this.#unescape(end === -1 ? rest : rest.subarray(0, end));
    this.#ready.push(...this.#decoder.push(text));
    this.#cursor.skip(end === -1 ? rest.length : end + 1);
    if (end === -1) return;
    if (this.#endsInBackslash) throw badEscape();
    const last = this.#decoder.finish();
    if (last.length > 0) this.#ready.push(last);
    this.#hasEnded = true;
  }

  /** Some encoders write `\/` for a slash. No other escape makes sense in base64. */
  #unescape(text: Buffer): Buffer {
    if (!this.#endsInBackslash && !text.includes(backslash)) return text;
    const whole = (this.#endsInBackslash ? '\\' : '') + text.toString('latin1');
    this.#endsInBackslash = whole.endsWith('\\');
    const complete = this.#endsInBackslash ? whole.slice(0, -1) : whole;
    const plain = complete.replaceAll('\\/', '/');
    if (plain.includes('\\')) throw badEscape();
    return Buffer.from(plain, 'latin1');
  }
}

function badEscape() {
  return publishInvalid('The attachment has an escape that base64 has no use for.');
}
