import type { Members } from '../archives.ts';

/** What a hostile archive is made from: what an honest client would pack. */
export interface Honest {
  readonly members: Members;
  /** The member that names the package. */
  readonly manifest: string;
}

/** Something that no honest client sends. */
export interface HostileArchive {
  readonly name: string;
  /** Where the fault lies: bytes that are no archive at all are only a file to some formats. */
  readonly fault: 'container' | 'no-container' | 'manifest';
  readonly make: (honest: Honest) => Promise<Buffer> | Buffer;
}

export const mebibyte = 1024 * 1024;
/** More than any process may grow by, so that whoever unpacks it into memory is seen. */
export const bomb = Buffer.alloc(256 * mebibyte);
/** A manifest that is read whole has to be bounded far below this. */
export const gigantic = Buffer.alloc(20 * mebibyte);

/** Names that lead out of a folder, or that two systems read differently (D5.9). */
export const strayNames = [
  '../../../tmp/bonded-escaped',
  '/tmp/bonded-escaped',
  'a/../../bonded-escaped',
  'a/./bonded-escaped',
  'a//bonded-escaped',
  '..\\..\\bonded-escaped',
  'C:\\bonded-escaped',
  'C:bonded-escaped',
  'a\u0000b',
  'a\r\nb',
];

/** Below the folder of all members where it may be, so that nothing else is wrong with it. */
export function astray(members: Members, path: string): string {
  return /^[./\\C]/.test(path) ? path : `${rootOf(members)}${path}`;
}

/** What all members begin with, so that an addition is among them. */
export function rootOf(members: Members): string {
  const [first = ''] = Object.keys(members);
  return first.slice(0, first.indexOf('/') + 1);
}
