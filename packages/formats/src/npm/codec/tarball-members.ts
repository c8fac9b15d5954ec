import { archiveTooLarge } from '../../archives/errors.ts';
import type { TarEntry, TarSink } from '../../archives/tar-reader.ts';
import { type BundledPackage, bundledPath, readBundled } from './bundled.ts';
import { tarballInvalid } from './errors.ts';
import type { TarballContents } from './tarball-contents.ts';

/** More than any package.json that was ever published, save for accidents. */
const packageJsonBytesMax = 1024 * 1024;
/** As much of a README as the public registry keeps. */
const readmeBytesMax = 64 * 1024;
const bundledMax = 5_000;
/** All paths together: what is remembered to find duplicates. */
const pathCharsMax = 16 * 1024 * 1024;

/** Files whose content or presence decides what a client does. */
const decisive = new Set(['package.json', 'npm-shrinkwrap.json', 'binding.gyp']);
const readmeName = /^readme(?:\.(?:md|markdown|mdown|txt|rst))?$/i;

/** Goes through the members of one tarball and keeps what matters. */
export class TarballMembers {
  readonly #paths = new Set<string>();
  readonly #bundled: BundledPackage[] = [];
  #pathChars = 0;
  #unpackedSizeBytes = 0;
  #packageJson: Buffer | undefined;
  #readme: TarballContents['readme'] = null;

  /** @throws AppError `NPM_TARBALL_INVALID`, `ARCHIVE_TOO_LARGE` */
  take({ kind, path, sizeBytes }: TarEntry): TarSink | undefined {
    // npm drops the first folder, whatever its name; a file outside of one lands differently
    // from client to client.
    const slash = path.indexOf('/');
    const inner = slash === -1 ? '' : path.slice(slash + 1);
    requireExactName(inner);
    if (kind === 'directory') return undefined;
    if (inner === '') throw tarballInvalid('The archive has a file outside of its folder.');
    this.#remember(inner);
    this.#unpackedSizeBytes += sizeBytes;
    return this.#sinkFor(inner, sizeBytes);
  }

  contents(): TarballContents {
    if (this.#packageJson === undefined) throw tarballInvalid('The archive has no package.json.');
    return {
      packageJson: this.#packageJson,
      readme: this.#readme,
      fileCount: this.#paths.size,
      unpackedSizeBytes: this.#unpackedSizeBytes,
      hasBindingGyp: this.#paths.has('binding.gyp'),
      hasShrinkwrap: this.#paths.has('npm-shrinkwrap.json'),
      bundled: this.#bundled,
      paths: this.#paths,
    };
  }

  #remember(path: string): void {
    // The first or the last of two wins, depending on who unpacks.
    if (this.#paths.has(path)) {
      throw tarballInvalid(`The archive has ${JSON.stringify(path.slice(0, 80))} twice.`);
    }
    this.#pathChars += path.length;
    if (this.#pathChars > pathCharsMax) throw archiveTooLarge('The paths are too long altogether.');
    this.#paths.add(path);
  }

  #sinkFor(path: string, sizeBytes: number): TarSink | undefined {
    if (path === 'package.json') {
      return keep(sizeBytes, packageJsonBytesMax, (bytes) => {
        this.#packageJson = bytes;
      });
    }
    if (readmeName.test(path)) {
      return this.#isBetterReadme(path) ? this.#readmeSink(path) : undefined;
    }
    const packagePath = bundledPath(path);
    if (packagePath === null) return undefined;
    return keep(sizeBytes, packageJsonBytesMax, (bytes) => {
      if (this.#bundled.length === bundledMax) {
        throw archiveTooLarge(`The archive bundles more than ${bundledMax} packages.`);
      }
      this.#bundled.push(readBundled(packagePath, bytes));
    });
  }

  /** Markdown before plain text; else the first. */
  #isBetterReadme(path: string): boolean {
    return this.#readme === null || (/\.md$/i.test(path) && !/\.md$/i.test(this.#readme.fileName));
  }

  #readmeSink(fileName: string): TarSink {
    const chunks: Buffer[] = [];
    let length = 0;
    return {
      write: (chunk) => {
        const piece = Buffer.from(chunk.subarray(0, readmeBytesMax - length));
        length += piece.length;
        if (piece.length > 0) chunks.push(piece);
      },
      end: () => {
        // A character that the limit cuts in two is left out.
        const text = new TextDecoder().decode(Buffer.concat(chunks), { stream: true });
        this.#readme = { fileName, text };
      },
    };
  }
}

/** On some systems other spellings open the same file, and would replace it. */
function requireExactName(path: string): void {
  const folded = foldedName(path);
  if (decisive.has(folded) && !decisive.has(path)) {
    throw tarballInvalid(`The archive has another spelling of ${folded}.`);
  }
}

/** Without case, Unicode forms, and what Windows drops: stream names, dots and spaces behind. */
function foldedName(path: string): string {
  const plain = path.normalize('NFKC').toLowerCase();
  const colon = plain.indexOf(':');
  let end = colon === -1 ? plain.length : colon;
  while (plain[end - 1] === '.' || plain[end - 1] === ' ') end -= 1;
  return plain.slice(0, end);
}

function keep(sizeBytes: number, bytesMax: number, done: (bytes: Buffer) => void): TarSink {
  if (sizeBytes > bytesMax) throw archiveTooLarge('A package.json in the archive is too large.');
  const bytes = Buffer.alloc(sizeBytes);
  let length = 0;
  return {
    write: (chunk) => {
      length += chunk.copy(bytes, length);
    },
    end: () => done(bytes),
  };
}
