import { publishInvalid, publishTooLarge } from './errors.ts';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** The document, `_attachments`, one attachment: nothing below is looked at. */
const attachmentDepth = 3;

export interface ScannerLimits {
  /** All of the document but the content of attachments. */
  readonly metadataBytesMax: number;
  readonly depthMax: number;
}

/** An attachment whose `data` begins here. */
export interface DataStart {
  readonly name: string;
  /** Where it was stated before the data, as every known client does. */
  readonly contentType: string | undefined;
}

/**
 * Walks the text of a publish document and keeps all of it but the content of attachments: what is
 * kept is the same document with empty ones, for the JSON parser to judge. Only as much structure
 * is understood as it takes to know where an attachment's `data` begins.
 */
export class PublishScanner {
  readonly #limits: ScannerLimits;
  #kept: Buffer = Buffer.allocUnsafe(16 * 1024);
  #length = 0;
  /** One for each container that is open: true for an object. */
  readonly #open: boolean[] = [];
  /** The current key in each of the first three containers. */
  readonly #keys: string[] = [];
  readonly #seenKeys = new Set<string>();
  #isKeyNext = false;
  /** Where the string that is open begins in what is kept, or -1. */
  #stringStart = -1;
  #isEscaped = false;
  #contentType: string | undefined;

  constructor(limits: ScannerLimits) {
    this.#limits = limits;
  }

  /** The document with empty attachments. */
  get kept(): Buffer {
    return this.#kept.subarray(0, this.#length);
  }

  /**
   * Takes bytes in, up to the first attachment content. Returns how many it took, and what begins
   * behind them; after that content, `endData` continues.
   */
  scan(bytes: Buffer): { taken: number; data: DataStart | null } {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      this.#keep(byte);
      if (this.#stringStart !== -1) this.#inString(byte);
      else if (byte === quote && this.#isData()) return { taken: at + 1, data: this.#dataStart() };
      else this.#inStructure(byte);
    }
    return { taken: bytes.length, data: null };
  }

  /** Closes the empty string that stands for an attachment's content. */
  endData(): void {
    this.#keep(quote);
  }

  #keep(byte: number): void {
    if (this.#length === this.#kept.length) this.#grow();
    this.#kept[this.#length++] = byte;
  }

  #grow(): void {
    const max = this.#limits.metadataBytesMax;
    if (this.#length >= max) {
      throw publishTooLarge(`The document has more than ${max} bytes beside its attachments.`);
    }
    const larger = Buffer.allocUnsafe(Math.min(this.#length * 2, max));
    this.#kept.copy(larger, 0, 0, this.#length);
    this.#kept = larger;
  }

  #inString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#endString();
  }

  #inStructure(byte: number): void {
    switch (byte) {
      case quote:
        this.#stringStart = this.#length - 1;
        break;
      case openBrace:
      case openBracket:
        this.#openContainer(byte === openBrace);
        break;
      case closeBrace:
      case closeBracket:
        this.#open.pop();
        this.#isKeyNext = false;
        break;
      case comma:
        this.#isKeyNext = this.#open.at(-1) === true;
        break;
      case colon:
        this.#isKeyNext = false;
        break;
      default:
    }
  }

  #openContainer(isObject: boolean): void {
    this.#open.push(isObject);
    this.#isKeyNext = isObject;
    const depth = this.#open.length;
    if (depth > this.#limits.depthMax) throw publishInvalid('The document is nested too deeply.');
    if (depth === attachmentDepth) this.#contentType = undefined;
    if (depth <= attachmentDepth) this.#keys[depth - 1] = '';
  }

  #endString(): void {
    const start = this.#stringStart;
    this.#stringStart = -1;
    const depth = this.#open.length;
    if (depth > attachmentDepth) return;
    if (this.#isKeyNext) this.#enterKey(depth, this.#textFrom(start));
    else if (this.#isInAttachment('content_type')) this.#contentType = this.#textFrom(start);
  }

  #enterKey(depth: number, key: string): void {
    this.#keys[depth - 1] = key;
    if (this.#keys[0] !== '_attachments') return;
    // Of two with one name the parser would keep the last, after we had taken in both.
    const path = JSON.stringify(this.#keys.slice(0, depth));
    if (this.#seenKeys.has(path)) throw publishInvalid('The document names an attachment twice.');
    this.#seenKeys.add(path);
  }

  #isData(): boolean {
    // The bundle of a provenance is text, and small: it stays in the document.
    return this.#isInAttachment('data') && !this.#keys[1]?.endsWith('.sigstore');
  }

  #isInAttachment(key: string): boolean {
    return (
      this.#open.length === attachmentDepth &&
      this.#open.every((isObject) => isObject) &&
      !this.#isKeyNext &&
      this.#keys[0] === '_attachments' &&
      this.#keys[2] === key
    );
  }

  #dataStart(): DataStart {
    return { name: this.#keys[1] ?? '', contentType: this.#contentType };
  }

  #textFrom(start: number): string {
    try {
      return String(JSON.parse(this.#kept.toString('utf8', start, this.#length)));
    } catch (cause) {
      throw publishInvalid('The document is not valid JSON.', { cause });
    }
  }
}
