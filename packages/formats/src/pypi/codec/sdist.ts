import { FolderMembers } from '../../archives/folder-members.ts';
import { readTarball } from '../../archives/read-tarball.ts';
import { openZip } from '../../archives/zip-reader.ts';
import type { RandomAccess } from '../../random-access.ts';
import { distributionInvalid } from './errors.ts';
import type { SdistName } from './file-names.ts';
import { requireNamedFolder } from './named-folder.ts';
import { readMember } from './zip-member.ts';

const metadataBytesMax = 2 * 1024 * 1024;
const metadataName = 'PKG-INFO';

/**
 * Reads a source distribution where it lies: all its files in one folder that is called after the
 * release (PEP 625), PKG-INFO at its top.
 *
 * @returns its PKG-INFO, byte for byte
 * @throws AppError `PYPI_DISTRIBUTION_INVALID`, `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`
 */
export function inspectSdist(source: RandomAccess, named: SdistName): Promise<Buffer> {
  return named.container === 'zip' ? inspectZip(source, named) : inspectTarball(source, named);
}

async function inspectTarball(source: RandomAccess, named: SdistName): Promise<Buffer> {
  const wanted = [{ path: metadataName, bytesMax: metadataBytesMax }];
  const members = new FolderMembers(wanted, { takesRepeats: true });
  const all = { start: 0, end: source.sizeBytes - 1 };
  await readTarball(await source.read(all), {
    onEntry: (entry) => members.take(entry),
    // Many have some, and installers keep to those that stay inside (PEP 721).
    links: ['symbolic-link', 'hard-link'],
  });
  members.end();
  requireNamedFolder(members.folder, named);
  const metadata = members.content(metadataName);
  if (metadata === undefined) throw distributionInvalid(`The archive has no ${metadataName}.`);
  return metadata;
}

async function inspectZip(source: RandomAccess, named: SdistName): Promise<Buffer> {
  const zip = await openZip(source, { foldsNames: true });
  const folders = new Set(zip.entries.map(({ path }) => path.split('/', 1)[0] ?? ''));
  const [folder = ''] = folders;
  if (folders.size !== 1)
    throw distributionInvalid('The archive has a file outside of its folder.');
  requireNamedFolder(folder, named);
  return readMember(zip, `${folder}/${metadataName}`, metadataBytesMax);
}
