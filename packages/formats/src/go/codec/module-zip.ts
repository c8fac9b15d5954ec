import { createHash } from 'node:crypto';
import type { ZipEntry } from '../../archives/zip-entry.ts';
import { openZip, type ZipFile } from '../../archives/zip-reader.ts';
import type { RandomAccess } from '../../random-access.ts';
import { dirHash, goModHash, type HashedFile } from './dir-hash.ts';
import { goModInvalid, moduleZipInvalid, moduleZipTooLarge } from './errors.ts';
import { moduleFileNames } from './file-names.ts';
import { type GoMod, parseGoMod, syntheticGoMod } from './go-mod.ts';
import { requireModulePath } from './module-path.ts';
import { isIncompatible, requireModuleVersion } from './module-version.ts';

/** `zip.MaxZipFile`: of the zip, and of all files in it together. */
export const moduleZipBytesMax = 500 * 1024 ** 2;
/** `zip.MaxGoMod` and `zip.MaxLICENSE`. */
const rootFileBytesMax = 16 * 1024 ** 2;
/** How much of what a stranger wrote is said back to them. */
const shownCharsMax = 80;

export interface ModuleCoordinates {
  readonly path: string;
  readonly version: string;
}

/** Everything that is served of a module version comes from its zip (D5.11). */
export interface ModuleContents extends ModuleCoordinates {
  readonly goMod: GoMod;
  /** The file itself, or the one that the go command makes up where there is none. */
  readonly goModBytes: Buffer;
  /** As go.sum has them: of the zip, and of its go.mod. */
  readonly sum: string;
  readonly goModSum: string;
  readonly fileCount: number;
  readonly unpackedSizeBytes: number;
}

/**
 * Reads a module zip by the rules of golang.org/x/mod/zip and hashes every file in it.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`, `GO_MODULE_NAME_INVALID`,
 * `GO_MODULE_ZIP_INVALID`, `GO_MODULE_ZIP_TOO_LARGE`, `GO_MOD_INVALID`
 */
export async function inspectModuleZip(source: RandomAccess): Promise<ModuleContents> {
  const zip = await openZip(source, { bytesMax: moduleZipBytesMax });
  const at = coordinatesOf(zip.entries);
  const names = moduleFileNames(zip.entries, `${at.path}@${at.version}/`);
  requireRootFileSizes(names);
  const { files, ownGoMod } = await readFiles(zip, names);
  if (ownGoMod !== null && isIncompatible(at.version)) {
    throw moduleZipInvalid(`${at.version} has a go.mod: its path has to name its major version.`);
  }
  const goModBytes = ownGoMod ?? syntheticGoMod(at.path);
  return {
    ...at,
    goMod: requireSameModule(parseGoMod(goModBytes), at),
    goModBytes,
    sum: dirHash(files),
    goModSum: goModHash(goModBytes),
    fileCount: files.length,
    unpackedSizeBytes: zip.entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

/** The zip says itself which module it is: all of its names begin with it. */
function coordinatesOf([first]: readonly ZipEntry[]): ModuleCoordinates {
  const [, path, version] = /^([^@]+)@([^/]+)\//.exec(first?.path ?? '') ?? [];
  if (path === undefined || version === undefined) {
    throw moduleZipInvalid('The names in a module zip begin with module@version/.');
  }
  return { path: requireModulePath(path), version: requireModuleVersion(path, version) };
}

function requireRootFileSizes(names: ReadonlyMap<ZipEntry, string>): void {
  for (const [{ sizeBytes }, name] of names) {
    const isBounded = name === 'go.mod' || name === 'LICENSE';
    if (isBounded && sizeBytes > rootFileBytesMax) {
      throw moduleZipTooLarge(`${name} has more than ${rootFileBytesMax} bytes.`);
    }
  }
}

async function readFiles(
  zip: ZipFile,
  names: ReadonlyMap<ZipEntry, string>,
): Promise<{ readonly files: readonly HashedFile[]; readonly ownGoMod: Buffer | null }> {
  const files: HashedFile[] = [];
  const goMod: Buffer[] = [];
  let hasGoMod = false;
  for (const [entry, name] of names) {
    const hash = createHash('sha256');
    hasGoMod ||= name === 'go.mod';
    for await (const chunk of zip.read(entry)) {
      hash.update(chunk);
      if (name === 'go.mod') goMod.push(Buffer.from(chunk));
    }
    files.push({ name: entry.path, sha256: hash.digest('hex') });
  }
  return { files, ownGoMod: hasGoMod ? Buffer.concat(goMod) : null };
}

function requireSameModule(goMod: GoMod, at: ModuleCoordinates): GoMod {
  if (goMod.modulePath === at.path) return goMod;
  const stated = JSON.stringify(goMod.modulePath.slice(0, shownCharsMax));
  throw goModInvalid(`go.mod is of ${stated}, and the zip of ${at.path}.`);
}
