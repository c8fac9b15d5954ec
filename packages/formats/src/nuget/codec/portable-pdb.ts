import type { RandomAccess } from '../../random-access.ts';
import { nupkgInvalid } from './errors.ts';

/** The list of streams stands in front; there are six of them, with short names. */
const headBytesMax = 4 * 1024;
/** `BSJB` (ECMA-335 II.24.2.1). */
const signature = 0x424a5342;
const versionLengthAt = 12;
const versionAt = 16;
const guidBytes = 16;
/** What stands for the age that only Windows PDBs have. */
const portableAge = 'ffffffff';

/**
 * What debuggers ask for a portable PDB by: its GUID and eight Fs (SSQP, "Portable PDB
 * signature").
 *
 * @throws AppError `NUGET_PACKAGE_INVALID` for any other file, Windows PDBs too.
 */
export async function readPdbKey(source: RandomAccess, path: string): Promise<string> {
  const head = await gather(source, 0, Math.min(headBytesMax, source.sizeBytes));
  const start = pdbStreamStart(head);
  if (start === null || start + guidBytes > source.sizeBytes) {
    throw nupkgInvalid(`${path} is not a portable PDB, which is all that a .snupkg may hold.`);
  }
  return `${guidText(await gather(source, start, guidBytes))}${portableAge}`;
}

/** Where the `#Pdb` stream begins, which begins with the GUID; null where there is none. */
function pdbStreamStart(head: Buffer): number | null {
  if (head.length < versionAt || head.readUInt32LE(0) !== signature) return null;
  const flagsAt = versionAt + head.readUInt32LE(versionLengthAt);
  if (flagsAt + 4 > head.length) return null;
  const count = head.readUInt16LE(flagsAt + 2);
  let at = flagsAt + 4;
  for (let index = 0; index < count && at + 8 < head.length; index += 1) {
    const nameEnd = head.indexOf(0, at + 8);
    if (nameEnd === -1) return null;
    if (head.toString('latin1', at + 8, nameEnd) === '#Pdb') return head.readUInt32LE(at);
    // A name ends in at least one zero, at a multiple of four.
    at += 8 + Math.ceil((nameEnd - at - 8 + 1) / 4) * 4;
  }
  return null;
}

/** The first three parts of a GUID are numbers, the lowest byte first. */
function guidText(bytes: Buffer): string {
  const part = (from: number, to: number) =>
    Buffer.from(bytes.subarray(from, to).toReversed()).toString('hex');
  return `${part(0, 4)}${part(4, 6)}${part(6, 8)}${bytes.toString('hex', 8)}`;
}

async function gather(source: RandomAccess, start: number, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  const range = { start, end: start + length - 1 };
  for await (const chunk of await source.read(range)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
