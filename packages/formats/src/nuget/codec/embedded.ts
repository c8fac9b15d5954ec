import type { ZipEntry } from '../../archives/zip-entry.ts';
import type { ZipFile } from '../../archives/zip-reader.ts';
import type { Nuspec } from './nuspec.ts';
import { readEntry } from './read-entry.ts';

/** As at nuget.org. */
const embeddedBytesMax = 1024 * 1024;

/** A file of the package that clients show without fetching all of it. */
export interface EmbeddedFile {
  readonly kind: EmbeddedKind;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export type EmbeddedKind = 'readme' | 'icon' | 'license';

/**
 * What the .nuspec points to inside its package. A path that leads nowhere, a file that is too
 * large and an icon that is no picture are as if nothing had been said: the package is whole
 * without them.
 */
export async function readEmbedded(
  { readme, icon, licenseFile }: Nuspec,
  zip: ZipFile,
): Promise<readonly EmbeddedFile[]> {
  const stated: Readonly<Record<EmbeddedKind, string | null>> = {
    readme,
    icon,
    license: licenseFile,
  };
  const found: EmbeddedFile[] = [];
  for (const kind of ['readme', 'icon', 'license'] as const) {
    const entry = stated[kind] === null ? undefined : entryAt(zip, stated[kind]);
    if (entry === undefined || entry.sizeBytes > embeddedBytesMax) continue;
    const bytes = await readEntry(zip, entry);
    const contentType = contentTypeOf(kind, bytes);
    if (contentType !== null) found.push({ kind, contentType, bytes });
  }
  return found;
}

/** Names in a package are parts of an address (OPC), and authors write them as on Windows. */
function entryAt({ entries }: ZipFile, stated: string): ZipEntry | undefined {
  const wanted = keyOf(stated);
  return entries.find(({ path, isFolder }) => !isFolder && keyOf(path) === wanted);
}

function keyOf(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  try {
    return decodeURIComponent(plain).toLowerCase();
  } catch {
    // A per cent sign that encodes nothing is one.
    return plain.toLowerCase();
  }
}

const pictures: readonly (readonly [start: Buffer, contentType: string])[] = [
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg'],
];

/** By what the bytes are, never by a name: null for an icon that is none of the two allowed. */
function contentTypeOf(kind: EmbeddedKind, bytes: Buffer): string | null {
  if (kind === 'readme') return 'text/markdown; charset=utf-8';
  if (kind === 'license') return 'text/plain; charset=utf-8';
  const found = pictures.find(([start]) => bytes.subarray(0, start.length).equals(start));
  return found?.[1] ?? null;
}
