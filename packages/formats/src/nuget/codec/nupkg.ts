import type { ZipEntry } from '../../archives/zip-entry.ts';
import { openZip, type ZipFile } from '../../archives/zip-reader.ts';
import type { RandomAccess } from '../../random-access.ts';
import { type EmbeddedFile, readEmbedded } from './embedded.ts';
import { nupkgInvalid } from './errors.ts';
import { type Nuspec, parseNuspec } from './nuspec.ts';
import { readEntry } from './read-entry.ts';

/** A .nuspec is some kilobytes; its release notes may be long. */
const nuspecBytesMax = 1024 * 1024;
/** Packages carry native libraries. */
const unpackedBytesMax = 16 * 1024 ** 3;

export interface NupkgContents {
  readonly nuspec: Nuspec;
  readonly nuspecBytes: Buffer;
  /** What is shown of a package beside its .nuspec. */
  readonly embedded: readonly EmbeddedFile[];
  readonly fileCount: number;
  readonly unpackedSizeBytes: number;
}

export interface OpenNupkg {
  readonly nuspec: Nuspec;
  readonly nuspecBytes: Buffer;
  readonly zip: ZipFile;
  /** Without the folders. */
  readonly files: readonly ZipEntry[];
}

/**
 * Opens a .nupkg or .snupkg: a zip with one .nuspec at its root, whatever that is called.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`, `NUGET_PACKAGE_INVALID`,
 * `NUGET_PACKAGE_NAME_INVALID`, `XML_INVALID`
 */
export async function openNupkg(source: RandomAccess): Promise<OpenNupkg> {
  // NuGet unpacks to disks that fold case as often as not.
  const zip = await openZip(source, { foldsNames: true, bytesMax: unpackedBytesMax });
  const files = zip.entries.filter(({ isFolder }) => !isFolder);
  const manifests = files.filter(({ path }) => /^[^/]+\.nuspec$/i.test(path));
  const [manifest] = manifests;
  if (manifest === undefined || manifests.length > 1) {
    throw nupkgInvalid('A package has exactly one .nuspec, at its root.');
  }
  if (manifest.sizeBytes > nuspecBytesMax) throw nupkgInvalid('The .nuspec is too large.');
  const nuspecBytes = await readEntry(zip, manifest);
  return { nuspec: await parseNuspec(nuspecBytes), nuspecBytes, zip, files };
}

/**
 * Reads a package. All that is served of a version comes from there (D5.11). Errors: those of
 * `openNupkg`.
 */
export async function inspectNupkg(source: RandomAccess): Promise<NupkgContents> {
  const { nuspec, nuspecBytes, zip, files } = await openNupkg(source);
  return {
    nuspec,
    nuspecBytes,
    embedded: await readEmbedded(nuspec, zip),
    fileCount: files.length,
    unpackedSizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}
