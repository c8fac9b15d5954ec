import type { RandomAccess } from '../random-access.ts';

/** An end record with the longest comment that it can have. */
const tailBytesMax = 22 + 65_535;
const endMark = Buffer.from('PK\x05\x06', 'latin1');
const startMark = Buffer.from('PK\x03\x04', 'latin1');

/**
 * Whether any program would take the bytes for a zip file: by how they begin, or by what stands at
 * their end, which is where most look. What is neither holds nothing that could be read twice.
 */
export async function isZip(source: RandomAccess): Promise<boolean> {
  if (source.sizeBytes < endMark.length) return false;
  const start = await read(source, 0, endMark.length);
  if (start.equals(startMark) || start.equals(endMark)) return true;
  const from = Math.max(0, source.sizeBytes - tailBytesMax);
  return (await read(source, from, source.sizeBytes - from)).includes(endMark);
}

async function read(source: RandomAccess, start: number, lengthBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const range = { start, end: start + lengthBytes - 1 };
  for await (const chunk of await source.read(range)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}
