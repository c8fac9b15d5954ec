import { archiveInvalid, archiveTooLarge } from './errors.ts';
import type { TarEntry, TarSink } from './tar-reader.ts';

/** All paths together: what is remembered to find duplicates. */
const pathCharsMax = 16 * 1024 * 1024;

export interface KeptFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly bytesMax: number;
}

/**
 * Goes through an archive whose files all lie below one folder (`.crate`, Helm's `.tgz`), and keeps
 * the few whose content matters. What two programs would unpack differently is refused: a file
 * outside, a path twice, another spelling of a file that matters.
 */
export class FolderMembers {
  readonly #wanted: ReadonlyMap<string, KeptFile>;
  readonly #paths = new Set<string>();
  readonly #kept = new Map<string, Buffer>();
  #folder: string | undefined;
  #pathChars = 0;

  constructor(wanted: readonly KeptFile[]) {
    this.#wanted = new Map(wanted.map((file) => [file.path.toLowerCase(), file]));
  }

  /** The folder's name. */
  get folder(): string {
    return this.#folder ?? '';
  }

  /** @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE` */
  take({ kind, path, sizeBytes }: TarEntry): TarSink | undefined {
    const slash = path.indexOf('/');
    const folder = slash === -1 ? path : path.slice(0, slash);
    const inner = slash === -1 ? '' : path.slice(slash + 1);
    this.#folder ??= folder;
    if (folder !== this.#folder || (inner === '' && kind === 'file')) {
      throw archiveInvalid('The archive has a file outside of its folder.');
    }
    const wanted = this.#wanted.get(foldedPath(inner));
    if (wanted !== undefined && wanted.path !== inner) {
      throw archiveInvalid(`The archive has another spelling of ${wanted.path}.`);
    }
    if (kind === 'directory') return undefined;
    this.#remember(inner);
    return wanted && this.#keep(wanted, sizeBytes);
  }

  /** The content of a wanted file, if the archive has it. */
  content(path: string): Buffer | undefined {
    return this.#kept.get(path);
  }

  #remember(path: string): void {
    if (this.#paths.has(path)) {
      throw archiveInvalid(`The archive has ${JSON.stringify(path.slice(0, 80))} twice.`);
    }
    this.#pathChars += path.length;
    if (this.#pathChars > pathCharsMax) throw archiveTooLarge('The paths are too long altogether.');
    this.#paths.add(path);
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
