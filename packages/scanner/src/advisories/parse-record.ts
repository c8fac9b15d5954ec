import { recordLimits } from './limits.ts';
import { type OsvRecord, osvRecordSchema } from './schema.ts';

/** Why something in a database is no record. Skips are counted and shown, never fatal. */
export type SkipReason =
  | 'too-large'
  | 'not-utf8'
  | 'not-json'
  | 'too-deep'
  | 'not-osv'
  | 'name-unsafe'
  | 'symbolic-link'
  | 'encrypted'
  | 'inflates-too-much'
  | 'unreadable';

export type ParsedRecord = { readonly record: OsvRecord } | { readonly skipped: SkipReason };

/** What a database holds at one name: a record, or the reason why it is none. */
export type DatabaseEntry = { readonly name: string } & ParsedRecord;

const shownCharactersMax = 200;

/** A name from a database, fit for a line of a report. */
export function shownName(name: string): string {
  return name
    .slice(0, shownCharactersMax)
    .replace(/\p{Cc}+/gu, ' ')
    .toWellFormed();
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads one record. The work is linear in its size, whatever the bytes are. */
export function parseRecord(bytes: Uint8Array): ParsedRecord {
  if (bytes.length > recordLimits.bytesMax) return { skipped: 'too-large' };
  if (nestsDeeperThan(bytes, recordLimits.depthMax)) return { skipped: 'too-deep' };
  const text = decode(bytes);
  if (text === null) return { skipped: 'not-utf8' };
  const json = parseJson(text);
  if (json === undefined) return { skipped: 'not-json' };
  // zod copies the fields it knows into new objects, so a `__proto__` key ends here.
  const result = osvRecordSchema.safeParse(json);
  return result.success ? { record: result.data } : { skipped: 'not-osv' };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Looked at before parsing: millions of nested arrays cost a parser fifty times their bytes. */
function nestsDeeperThan(bytes: Uint8Array, depthMax: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === quote) inString = !inString;
    else if (inString) index += byte === backslash ? 1 : 0;
    else if (byte === openArray || byte === openObject) depth += 1;
    else if (byte === closeArray || byte === closeObject) depth -= 1;
    if (depth > depthMax) return true;
  }
  return false;
}
