import type { RandomAccess } from '../random-access.ts';
import { ByteWindow } from './byte-window.ts';
import { archiveInvalid, archiveTooLarge } from './errors.ts';
import { TarExtension, tarExtensionBytesMax } from './tar-extension.ts';
import { readTarHeader, type TarHeader, tarBlockBytes } from './tar-header.ts';

const entriesMax = 20_000;

/** One entry that has content, or a link to one. */
export interface TarMember {
  readonly start: number;
  readonly sizeBytes: number;
  /** Where a symbolic link leads, as it is written; null for a file. */
  readonly target: string | null;
}

/**
 * Where everything lies in a tar file, by path: headers are read, contents are passed over. For
 * archives whose parts are taken out one by one; nothing is unpacked, so a path is only a name.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`
 */
export async function readTarIndex(source: RandomAccess): Promise<ReadonlyMap<string, TarMember>> {
  const window = new ByteWindow(source);
  const extension = new TarExtension();
  const members = new Map<string, TarMember>();
  let at = 0;
  for (let count = 0; at + tarBlockBytes <= source.sizeBytes; count += 1) {
    if (count > entriesMax) throw archiveTooLarge(`More than ${entriesMax} entries.`);
    const block = await window.bytes(at, tarBlockBytes);
    const header = readTarHeader(block, { links: ['symbolic-link'] });
    if (header === null) break;
    const start = at + tarBlockBytes;
    if (isExtension(header)) {
      if (header.sizeBytes > tarExtensionBytesMax) {
        throw archiveTooLarge('An extended header of the archive is too large.');
      }
      extension.take(header.kind, await window.bytes(start, header.sizeBytes));
    } else {
      take(members, extension.applyTo(header), start);
    }
    at = start + Math.ceil(header.sizeBytes / tarBlockBytes) * tarBlockBytes;
  }
  if (extension.isPending || at > source.sizeBytes) throw archiveInvalid('The archive is cut off.');
  return members;
}

function isExtension({ kind }: TarHeader): boolean {
  return kind === 'pax' || kind === 'pax-global' || kind === 'gnu-long-path';
}

function take(
  members: Map<string, TarMember>,
  { kind, path: written, sizeBytes, target }: TarHeader,
  start: number,
): void {
  if (kind === 'directory') return;
  // `tar -C folder .` writes the dot.
  const path = written.replace(/^(?:\.\/)+/, '');
  if (members.has(path)) {
    throw archiveInvalid(`The archive has ${JSON.stringify(path.slice(0, 80))} twice.`);
  }
  members.set(path, { start, sizeBytes, target });
}
