import { vcsUnavailable } from '../index.ts';

/** One line of git's wire (gitprotocol-common): a payload, or a mark between parts. */
export type PktLine = Buffer | 'flush' | 'delimiter' | 'end';

const marks: Readonly<Record<number, Exclude<PktLine, Buffer>>> = {
  0: 'flush',
  1: 'delimiter',
  2: 'end',
};

const lengthDigits = 4;

/** Splits what came into lines. Throws VCS_UNAVAILABLE where it is not git's wire. */
export function* readLines(bytes: Buffer): Iterable<PktLine> {
  let at = 0;
  while (at < bytes.length) {
    const digits = bytes.toString('latin1', at, at + lengthDigits);
    if (!/^[0-9a-f]{4}$/i.test(digits)) throw notGit();
    const length = Number.parseInt(digits, 16);
    const mark = marks[length];
    if (mark !== undefined) {
      at += lengthDigits;
      yield mark;
      continue;
    }
    if (length < lengthDigits || at + length > bytes.length) throw notGit();
    yield bytes.subarray(at + lengthDigits, at + length);
    at += length;
  }
}

export function textOf(line: Buffer): string {
  return line.toString('utf8').replace(/\n$/, '');
}

function written(line: string): string {
  const text = `${line}\n`;
  const length = Buffer.byteLength(text) + lengthDigits;
  return `${length.toString(16).padStart(lengthDigits, '0')}${text}`;
}

/** One command of protocol version 2: capabilities, a delimiter, arguments, a flush. */
export function command(name: string, args: readonly string[]): Buffer {
  const head = [`command=${name}`, 'agent=bonded', 'object-format=sha1'].map(written).join('');
  return Buffer.from(`${head}0001${args.map(written).join('')}0000`);
}

export function notGit() {
  return vcsUnavailable('The address answers with something that is not git over HTTP.');
}
