import { archiveInvalid } from './errors.ts';
import type { TarHeader } from './tar-header.ts';
import { decodeUtf8 } from './utf8.ts';

/** Longest extension header that is read. Honest ones hold a long path and a few times. */
export const tarExtensionBytesMax = 256 * 1024;

/**
 * What extension headers say about the entry that follows them: its real path, in one of two
 * dialects. Programs disagree about combinations and repetitions, so those are refused.
 */
export class TarExtension {
  #path: string | undefined;
  #sizeText: string | undefined;
  #isPending = false;

  get isPending(): boolean {
    return this.#isPending;
  }

  /** @throws AppError `ARCHIVE_INVALID` */
  take(kind: TarHeader['kind'], payload: Buffer): void {
    if (kind === 'pax-global') {
      refuseGlobal(readPaxRecords(payload));
      return;
    }
    if (this.#isPending) throw archiveInvalid('An entry of the archive is described twice.');
    this.#isPending = true;
    if (kind === 'gnu-long-path') {
      this.#path = readGnuPath(payload);
      return;
    }
    const records = readPaxRecords(payload);
    this.#path = records.get('path');
    this.#sizeText = records.get('size');
  }

  /** The header as its extension corrects it. The description is used up by this. */
  applyTo(header: TarHeader): TarHeader {
    // A size that differs from the header's moves the next header for some readers only.
    if (this.#sizeText !== undefined && this.#sizeText !== String(header.sizeBytes)) {
      throw archiveInvalid('An entry of the archive has two sizes.');
    }
    const path = this.#path ?? header.path;
    this.#path = undefined;
    this.#sizeText = undefined;
    this.#isPending = false;
    return { ...header, path };
  }
}

/** GNU tar: the path and a closing NUL. */
function readGnuPath(payload: Buffer): string {
  const end = payload.indexOf(0);
  const isClean = end === -1 || payload.subarray(end).every((byte) => byte === 0);
  if (!isClean) throw archiveInvalid('A long name of the archive hides something behind its end.');
  return decodeUtf8(end === -1 ? payload : payload.subarray(0, end));
}

const refusedKeys = /^(?:linkpath|hdrcharset$|GNU\.sparse\.)/;

/** POSIX.1-2017 pax records: `"%d %s=%s\n", length, keyword, value`. */
function readPaxRecords(payload: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < payload.length; ) {
    const { key, value, end } = readPaxRecord(payload, at);
    if (refusedKeys.test(key) || records.has(key)) {
      throw archiveInvalid('An extended header of the archive is ambiguous.');
    }
    records.set(key, value);
    at = end;
  }
  return records;
}

function readPaxRecord(payload: Buffer, start: number) {
  const length = /^([1-9]\d{0,6}) /.exec(payload.toString('latin1', start, start + 8))?.[1] ?? '';
  const end = start + Number(length);
  const equals = payload.indexOf(0x3d, start);
  const isWhole = length !== '' && end <= payload.length && payload[end - 1] === 0x0a;
  if (!isWhole || equals === -1 || equals >= end) throw paxInvalid();
  const key = decodeUtf8(payload.subarray(start + length.length + 1, equals));
  const value = payload.subarray(equals + 1, end - 1);
  // Some readers split at line breaks instead of counting: a value must not hold a second record.
  if (value.length === 0 || value.includes(0x0a) || value.includes(0)) throw paxInvalid();
  return { key, value: decodeUtf8(value), end };
}

function refuseGlobal(records: ReadonlyMap<string, string>): void {
  // A comment (the commit, from `git archive`) is harmless; a path for every entry is not.
  if (records.has('path') || records.has('size')) throw paxInvalid();
}

function paxInvalid() {
  return archiveInvalid('An extended header of the archive cannot be read.');
}
