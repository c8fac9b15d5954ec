import { archiveInvalid } from './errors.ts';
import { decodeUtf8 } from './utf8.ts';

export const tarBlockBytes = 512;

export type TarHeaderKind =
  | 'file'
  | 'directory'
  | 'symbolic-link'
  | 'hard-link'
  | 'pax'
  | 'pax-global'
  | 'gnu-long-path';

export interface TarHeader {
  readonly kind: TarHeaderKind;
  readonly path: string;
  readonly sizeBytes: number;
  /** Where a link leads, as it is written. */
  readonly target: string | null;
}

export type TarLinkKind = Extract<TarHeaderKind, 'symbolic-link' | 'hard-link'>;

export interface TarHeaderRules {
  /** Links that are entries like others; none where it is left out. */
  readonly links?: readonly TarLinkKind[];
}

const linkKinds: Readonly<Record<string, TarLinkKind>> = { 1: 'hard-link', 2: 'symbolic-link' };

/** Everything else is refused: devices have no place in a package. */
const kinds: Readonly<Record<string, TarHeaderKind>> = {
  '\0': 'file',
  '0': 'file',
  '5': 'directory',
  x: 'pax',
  g: 'pax-global',
  L: 'gnu-long-path',
};

/**
 * Reads one header block (POSIX.1-2017 "ustar", and GNU's variant). Refuses what readers of tar
 * are known to disagree about: unknown magic, odd numbers, sizes of directories.
 *
 * @returns null for a block of zeros, which ends the archive
 * @throws AppError `ARCHIVE_INVALID`
 */
export function readTarHeader(
  block: Buffer,
  { links = [] }: TarHeaderRules = {},
): TarHeader | null {
  if (block.every((byte) => byte === 0)) return null;
  if (octal(block, 148, 8) !== checksum(block)) {
    throw archiveInvalid('A tar header is damaged: its checksum does not match.');
  }
  const flag = String.fromCharCode(block.readUInt8(156));
  const link = links.find((each) => each === linkKinds[flag]);
  const kind = link ?? kinds[flag];
  if (kind === undefined) {
    throw archiveInvalid('The archive holds a link, a device or another thing that is no file.');
  }
  const sizeBytes = octal(block, 124, 12);
  if ((kind === 'directory' || link !== undefined) && sizeBytes !== 0) {
    throw archiveInvalid('The archive holds a directory or a link that claims to have content.');
  }
  const target = link === undefined ? null : text(block, 157, 100);
  return { kind, path: readPath(block), sizeBytes, target };
}

/** The magic says whether the last field of the block is the front part of the path. */
function readPath(block: Buffer): string {
  const magic = block.toString('latin1', 257, 265);
  const name = text(block, 0, 100);
  if (magic === 'ustar  \0') return name;
  if (magic !== 'ustar\u000000') throw archiveInvalid('The tar format is not known.');
  const prefix = text(block, 345, 155);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return decodeUtf8(end === -1 ? field : field.subarray(0, end));
}

/** Octal digits between spaces and NULs. The binary form is for sizes beyond our limits. */
function octal(block: Buffer, start: number, length: number): number {
  const field = block.toString('latin1', start, start + length);
  const digits = /^ {0,12}([0-7]{0,12})[ \0]{0,12}$/.exec(field)?.[1];
  if (digits === undefined)
    throw archiveInvalid('A tar header holds a number that cannot be read.');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

/** The sum of all bytes, those of the checksum field itself counted as spaces. */
function checksum(block: Buffer): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < tarBlockBytes; at++) {
    if (at < 148 || at >= 156) sum += block[at] ?? 0;
  }
  return sum;
}
