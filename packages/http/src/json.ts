import { defineError } from '@bonded/kernel';

/** Text that is no JSON, or JSON beyond the limits, or with a key that no honest document has. */
const jsonInvalid = defineError('invalid', 'JSON_INVALID');

export interface JsonLimits {
  readonly depthMax: number;
  /** Values in the whole document, counted by their separators. */
  readonly membersMax: number;
  /** Refuses an object that names a key twice: parsers disagree about which one counts. */
  readonly uniqueKeys?: boolean;
}

export const defaultJsonLimits: JsonLimits = { depthMax: 64, membersMax: 200_000 };

/** Of indexes, whose bytes are bounded before: those of the largest packages name millions. */
export const indexJsonLimits: JsonLimits = { depthMax: 64, membersMax: 8_000_000 };

/**
 * Parses JSON text that a stranger wrote. Depth and size are checked before a value is built, and
 * a key that could reach a prototype (`__proto__`) is refused.
 *
 * @throws AppError `JSON_INVALID`
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits = defaultJsonLimits): unknown {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  inspect(body, limits);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw jsonInvalid('The document is not valid JSON in UTF-8.', { cause });
  }
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** One container that is open: the keys it has so far where they matter, else null. */
type Open = Set<string> | null;

/** A pass over structure alone. It assumes well-formed text: the parser behind it proves that. */
function inspect(body: Buffer, limits: JsonLimits): void {
  const open: Open[] = [];
  let members = 0;
  let lastString = { start: 0, end: 0 };
  for (let at = 0; at < body.length; at++) {
    switch (body[at]) {
      case quote:
        lastString = { start: at, end: endOfString(body, at) };
        at = lastString.end - 1;
        break;
      case openBrace:
      case openBracket:
        open.push(limits.uniqueKeys && body[at] === openBrace ? new Set() : null);
        if (open.length > limits.depthMax) throw jsonInvalid('The document is nested too deeply.');
        break;
      case closeBrace:
      case closeBracket:
        open.pop();
        break;
      case comma:
        members += 1;
        if (members > limits.membersMax) throw jsonInvalid('The document has too many members.');
        break;
      case colon:
        judgeKey(body.subarray(lastString.start, lastString.end), open.at(-1) ?? null);
        break;
      default:
    }
  }
}

/** The index after the closing quote of the string that opens at `start`. */
function endOfString(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== quote) at += body[at] === backslash ? 2 : 1;
  return Math.min(at + 1, body.length);
}

function judgeKey(raw: Buffer, keys: Open): void {
  if (keys === null && raw.length !== '"__proto__"'.length && !raw.includes(backslash)) return;
  const key = decodeKey(raw);
  if (key === '__proto__') throw jsonInvalid('The document has a key "__proto__".');
  if (keys?.has(key)) throw jsonInvalid(`The document has the key ${JSON.stringify(key)} twice.`);
  keys?.add(key);
}

function decodeKey(raw: Buffer): string {
  try {
    return String(JSON.parse(raw.toString('utf8')));
  } catch (cause) {
    throw jsonInvalid('The document is not valid JSON in UTF-8.', { cause });
  }
}
