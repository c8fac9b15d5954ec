import type { ZipEntry } from '../../archives/zip-entry.ts';
import type { ZipFile } from '../../archives/zip-reader.ts';

/** The bytes of an entry whose size was found small enough. */
export async function readEntry(zip: ZipFile, entry: ZipEntry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of zip.read(entry)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
