import { openZip, type ZipFile } from '../../archives/zip-reader.ts';
import type { RandomAccess } from '../../random-access.ts';
import { packageInvalid } from './errors.ts';
import { type ComposerManifest, composerJsonBytesMax, readManifest } from './manifest.ts';

const manifestName = 'composer.json';

/**
 * Reads the composer.json that Composer would install by: it drops a single folder around
 * everything, as archives of a forge have it.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`, `COMPOSER_PACKAGE_INVALID`
 */
export async function inspectPackage(source: RandomAccess): Promise<ComposerManifest> {
  const zip = await openZip(source);
  const path = `${commonFolder(zip)}${manifestName}`;
  const others = zip.entries.filter((entry) => entry.path.toLowerCase() === path);
  const [entry] = others;
  if (entry === undefined || others.length > 1 || entry.path !== path || entry.isFolder) {
    throw packageInvalid(`The archive must have one ${manifestName}, at its top.`);
  }
  if (entry.sizeBytes > composerJsonBytesMax) {
    throw packageInvalid(`The ${manifestName} is too large.`);
  }
  const chunks: Uint8Array[] = [];
  // A chunk is valid until the next one is asked for.
  for await (const chunk of zip.read(entry)) chunks.push(Buffer.from(chunk));
  return readManifest(Buffer.concat(chunks));
}

/** The folder that everything lies in, with its slash; empty where there is none. */
function commonFolder({ entries }: ZipFile): string {
  const tops = new Set(entries.map(({ path, isFolder }) => topOf(path, isFolder)));
  const [only = ''] = tops;
  return tops.size === 1 ? only : '';
}

function topOf(path: string, isFolder: boolean): string {
  const slash = path.indexOf('/');
  if (slash !== -1) return path.slice(0, slash + 1);
  return isFolder ? `${path}/` : '';
}
