import { archiveTooLarge } from '../../archives/errors.ts';
import type { ZipFile } from '../../archives/zip-reader.ts';
import { distributionInvalid } from './errors.ts';

/** A small file of an archive, whole. */
export async function readMember(zip: ZipFile, path: string, bytesMax: number): Promise<Buffer> {
  const entry = zip.entries.find((each) => each.path === path && !each.isFolder);
  if (entry === undefined) throw distributionInvalid(`The archive has no ${path}.`);
  if (entry.sizeBytes > bytesMax) throw archiveTooLarge(`The ${path} of the archive is too large.`);
  const chunks: Buffer[] = [];
  for await (const chunk of zip.read(entry)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
