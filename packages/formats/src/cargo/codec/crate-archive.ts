import { FolderMembers } from '../../archives/folder-members.ts';
import { readTarball } from '../../archives/read-tarball.ts';
import { crateInvalid } from './errors.ts';
import { type CrateManifest, cargoTomlBytesMax, readManifest } from './manifest.ts';

/**
 * Reads a `.crate` without touching the disk. `indexPath`: as in `readManifest`.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`, `CARGO_CRATE_INVALID`
 */
export async function inspectCrate(
  chunks: AsyncIterable<Uint8Array>,
  indexPath: string | null,
): Promise<CrateManifest> {
  const members = new FolderMembers([{ path: 'Cargo.toml', bytesMax: cargoTomlBytesMax }]);
  await readTarball(chunks, { onEntry: (entry) => members.take(entry) });
  const cargoToml = members.content('Cargo.toml');
  if (cargoToml === undefined) throw crateInvalid('The archive has no Cargo.toml.');
  const manifest = readManifest(cargoToml, indexPath);
  // cargo refuses to unpack anything else.
  const folder = `${manifest.name}-${manifest.version}`;
  if (members.folder !== folder) throw crateInvalid(`The archive's folder must be ${folder}.`);
  return manifest;
}
