import { createHash } from 'node:crypto';
import { archiveInvalid, archiveTooLarge } from './errors.ts';
import type { TarEntry, TarSink } from './tar-reader.ts';

/** All paths together: what is remembered to find duplicates. */
const pathCharsMax = 16 * 1024 * 1024;

export interface FolderRules {
  /** A file may come again as it was: it is one file, however often it is unpacked. */
  readonly takesRepeats?: boolean;
}

export interface KeptFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly bytesMax: number;
}

/**
 * Goes through an archive whose files all lie below one folder (`.crate`, Helm's `.tgz`), and keeps
 * the few whose content matters. What two programs would unpack differently is refused: a file
 * outside, a path twice, another spelling of a file that matters, a link to outside or in the way
 * of other files.
 */
export class FolderMembers {
  readonly #wanted: ReadonlyMap<string, KeptFile>;
  readonly #paths = new Set<string>();
  readonly #folders = new Set<string>();
  readonly #links = new Set<string>();
  /** By path, where files may come again. */
  readonly #digests: Map<string, string> | null;
  readonly #kept = new Map<string, Buffer>();
  #folder: string | undefined;
  #pathChars = 0;

  constructor(wanted: readonly KeptFile[], { takesRepeats = false }: FolderRules = {}) {
    this.#digests = takesRepeats ? new Map() : null;
    this.#wanted = new Map(wanted.map((file) => [file.path.toLowerCase(), file]));
  }

  /** The folder's name. */
  get folder(): string {
    return this.#folder ?? '';
  }

  /** @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE` */
  take(entry: TarEntry): TarSink | undefined {
    const { kind, sizeBytes, target = '' } = entry;
    const path = this.#pathInFolder(entry);
    const wanted = this.#wanted.get(foldedPath(path));
    if (wanted !== undefined && wanted.path !== path) {
      throw archiveInvalid(`The archive has another spelling of ${wanted.path}.`);
    }
    if (kind === 'directory') {
      this.#remember(this.#folders, path);
      return undefined;
    }
    const mayRepeat = kind === 'file' && wanted === undefined && this.#digests?.has(path) === true;
    if (this.#paths.has(path) && !mayRepeat) throw comesTwice(path);
    this.#remember(this.#paths, path);
    if (kind === 'link') {
      if (wanted !== undefined) throw archiveInvalid(`The archive has a link for ${path}.`);
      this.#takeLink(path, target);
      return undefined;
    }
    return wanted === undefined ? this.#compare(path) : this.#keep(wanted, sizeBytes);
  }

  /**
   * Says that no more entries come.
   *
   * @throws AppError `ARCHIVE_INVALID` where something lies below a link
   */
  end(): void {
    if (this.#links.size === 0) return;
    for (const path of this.#paths) this.#requireNoLink(parentOf(path));
    for (const path of this.#folders) this.#requireNoLink(path);
  }

  /** The content of a wanted file, if the archive has it. */
  content(path: string): Buffer | undefined {
    return this.#kept.get(path);
  }

  #pathInFolder({ kind, path }: TarEntry): string {
    const slash = path.indexOf('/');
    const folder = slash === -1 ? path : path.slice(0, slash);
    const inner = slash === -1 ? '' : path.slice(slash + 1);
    this.#folder ??= folder;
    if (folder !== this.#folder || (inner === '' && kind !== 'directory')) {
      throw archiveInvalid('The archive has a file outside of its folder.');
    }
    return inner;
  }

  #remember(paths: Set<string>, path: string): void {
    if (!paths.has(path)) this.#pathChars += path.length;
    if (this.#pathChars > pathCharsMax) throw archiveTooLarge('The paths are too long altogether.');
    paths.add(path);
  }

  #takeLink(path: string, target: string): void {
    if (target !== this.#folder && !target.startsWith(`${this.#folder}/`)) {
      throw archiveInvalid('The archive has a link that leads out of its folder.');
    }
    this.#links.add(foldedPath(path));
  }

  /** What lies below one lies elsewhere, or nowhere, by the order in which it is unpacked. */
  #requireNoLink(folder: string): void {
    for (let path = folder; path !== ''; path = parentOf(path)) {
      if (this.#links.has(foldedPath(path))) {
        throw archiveInvalid('The archive has something below a link.');
      }
    }
  }

  #compare(path: string): TarSink | undefined {
    const digests = this.#digests;
    if (digests === null) return undefined;
    const hash = createHash('sha256');
    return {
      write: (chunk) => {
        hash.update(chunk);
      },
      end: () => {
        const digest = hash.digest('base64');
        if (digest !== (digests.get(path) ?? digest)) throw comesTwice(path);
        digests.set(path, digest);
      },
    };
  }

  #keep({ path, bytesMax }: KeptFile, sizeBytes: number): TarSink {
    if (sizeBytes > bytesMax) throw archiveTooLarge(`The ${path} of the archive is too large.`);
    const bytes = Buffer.alloc(sizeBytes);
    let length = 0;
    return {
      write: (chunk) => {
        length += chunk.copy(bytes, length);
      },
      end: () => this.#kept.set(path, bytes),
    };
  }
}

/** Without case, Unicode forms, and what Windows drops: stream names, dots and spaces behind. */
function foldedPath(path: string): string {
  const plain = path.normalize('NFKC').toLowerCase();
  const colon = plain.indexOf(':');
  let end = colon === -1 ? plain.length : colon;
  while (plain[end - 1] === '.' || plain[end - 1] === ' ') end -= 1;
  return plain.slice(0, end);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function comesTwice(path: string) {
  return archiveInvalid(`The archive has ${JSON.stringify(path.slice(0, 80))} twice.`);
}
