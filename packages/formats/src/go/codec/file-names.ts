import type { ZipEntry } from '../../archives/zip-entry.ts';
import { moduleZipInvalid } from './errors.ts';
import { isFilePath } from './path-element.ts';

/**
 * Holds the names in a module zip to what `zip.CheckZip` of golang.org/x/mod lets pass, and gives
 * each without its prefix. Stricter in one point: folders are left out there, and count in the
 * hash of the zip but not of what is unpacked: `go mod verify` would call such a module modified.
 *
 * @throws AppError `GO_MODULE_ZIP_INVALID`
 */
export function moduleFileNames(
  entries: readonly ZipEntry[],
  prefix: string,
): ReadonlyMap<ZipEntry, string> {
  const names = new Map<ZipEntry, string>();
  const collisions = new Collisions();
  for (const entry of entries) {
    if (entry.isFolder) throw refused('is a folder: zip files alone (zip -D)', entry.path);
    if (!isRegular(entry)) throw refused('is no regular file', entry.path);
    if (!entry.path.startsWith(prefix)) throw refused(`does not begin with ${prefix}`, entry.path);
    const name = entry.path.slice(prefix.length);
    requireFileName(name);
    collisions.require(name);
    names.set(entry, name);
  }
  return names;
}

const fileTypeBits = 0o170000;
const regularFile = 0o100000;

/** Archives that were made elsewhere say nothing. */
function isRegular({ unixMode }: ZipEntry): boolean {
  const type = unixMode & fileTypeBits;
  return type === 0 || type === regularFile;
}

function requireFileName(name: string): void {
  if (!isFilePath(name)) throw refused('is a name that not every system can have', name);
  const base = name.slice(name.lastIndexOf('/') + 1);
  if (base.toLowerCase() !== 'go.mod' || name === 'go.mod') return;
  const what = base === name ? 'has to be spelled go.mod' : 'belongs to another module';
  throw refused(what, name);
}

/** Names that are one where a file system folds case, folders above them included. */
class Collisions {
  readonly #known = new Map<string, { readonly name: string; readonly isFolder: boolean }>();

  require(name: string): void {
    this.#add(name, false);
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      this.#add(name.slice(0, at), true);
    }
  }

  #add(name: string, isFolder: boolean): void {
    const key = name.toUpperCase().toLowerCase();
    const known = this.#known.get(key);
    if (known === undefined) {
      this.#known.set(key, { name, isFolder });
    } else if (known.name !== name || !(known.isFolder && isFolder)) {
      throw refused('is there twice where upper and lower case are one', name);
    }
  }
}

function refused(what: string, path: string) {
  return moduleZipInvalid(`${JSON.stringify(path.slice(0, 120))} in the module zip ${what}.`);
}
