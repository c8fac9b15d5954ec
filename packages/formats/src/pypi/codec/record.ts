import { distributionInvalid } from './errors.ts';

/** One line of a wheel's RECORD. */
export interface RecordedFile {
  readonly path: string;
  /** Null for what cannot have one: RECORD itself and its signatures. */
  readonly hash: {
    readonly algorithm: 'sha256' | 'sha384' | 'sha512';
    readonly value: string;
  } | null;
  readonly sizeBytes: number | null;
}

const rowsMax = 100_000;
const recordedHash = /^(sha256|sha384|sha512)=([A-Za-z0-9_-]{43,86})$/;

/**
 * Reads a RECORD: comma-separated values in the way of Python's `csv`. The hash may not be weaker
 * than SHA-256 (binary distribution format, "The .dist-info directory").
 *
 * @throws AppError `PYPI_DISTRIBUTION_INVALID`
 */
export function parseRecord(text: string): ReadonlyMap<string, RecordedFile> {
  const files = new Map<string, RecordedFile>();
  for (const row of rowsOf(text)) {
    const [path = '', hash = '', size = ''] = row;
    if (row.length !== 3 || path === '') throw recordInvalid('has a line that cannot be read');
    if (files.has(path)) throw recordInvalid(`lists ${JSON.stringify(path.slice(0, 80))} twice`);
    files.set(path, { path, hash: readHash(hash), sizeBytes: readSize(size) });
  }
  return files;
}

function readHash(text: string): RecordedFile['hash'] {
  if (text === '') return null;
  const [, algorithm, value = ''] = recordedHash.exec(text) ?? [];
  if (algorithm === 'sha256' || algorithm === 'sha384' || algorithm === 'sha512') {
    return { algorithm, value };
  }
  throw recordInvalid('has a hash that is none, or a weak one');
}

function readSize(text: string): number | null {
  if (text === '') return null;
  if (!/^\d{1,15}$/.test(text)) throw recordInvalid('has a size that is none');
  return Number(text);
}

function* rowsOf(text: string): Generator<readonly string[]> {
  let row: string[] = [];
  let rows = 0;
  for (let at = 0; at < text.length; ) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === ',') {
      at += 1;
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue;
      row.push('');
    }
    const lineEnd = /^(?:\r?\n)?/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
    if (lineEnd === 0 && at < text.length) throw recordInvalid('has a line that cannot be read');
    at += lineEnd;
    rows += 1;
    if (rows > rowsMax) throw recordInvalid('has too many lines');
    if (row.some((value) => value !== '')) yield row;
    row = [];
  }
}

interface Cell {
  readonly value: string;
  readonly end: number;
}

function plainCell(text: string, start: number): Cell {
  let end = start;
  while (end < text.length && !',\r\n'.includes(text[end] ?? '')) end += 1;
  const value = text.slice(start, end);
  if (value.includes('"')) throw recordInvalid('has quotes where none belong');
  return { value, end };
}

function quotedCell(text: string, start: number): Cell {
  let value = '';
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw recordInvalid('has quotes without an end');
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

export function recordInvalid(what: string) {
  return distributionInvalid(`The RECORD of the wheel ${what}.`);
}
