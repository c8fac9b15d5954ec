import { requirePlainPath } from './archive-path.ts';
import { archiveInvalid, archiveTooLarge } from './errors.ts';
import { TarExtension, tarExtensionBytesMax } from './tar-extension.ts';
import { readTarHeader, type TarHeader, type TarHeaderRules, tarBlockBytes } from './tar-header.ts';
import { resolveTarLink } from './tar-link.ts';

export interface TarEntry {
  readonly kind: 'file' | 'directory' | 'link';
  /** Relative, plain, without a trailing slash. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Of a link: where it leads, from the top of the archive; empty for the top itself. */
  readonly target?: string;
}

/** Takes the content of one file. Chunks belong to the reader: copy what is kept. */
export interface TarSink {
  write(chunk: Buffer): void;
  end(): void;
}

export interface TarReaderOptions extends TarHeaderRules {
  /** Headers of all kinds. */
  readonly entriesMax: number;
  /** Called for each entry in its order. Content goes to the sink it returns, or nowhere. */
  readonly onEntry: (entry: TarEntry) => TarSink | undefined;
}

const extensions: ReadonlySet<TarHeader['kind']> = new Set(['pax', 'pax-global', 'gnu-long-path']);

/** What the bytes that come next are, and how many of them are still to come. */
interface Section {
  readonly kind: 'content' | 'extension' | 'padding';
  readonly sink: TarSink | undefined;
  remaining: number;
}

/**
 * Reads a tar stream as it is pushed in, in one pass and constant memory. Whatever two readers
 * could understand differently is an error, so that what we saw is what a client unpacks.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`
 */
export class TarReader {
  readonly #options: TarReaderOptions;
  readonly #extension = new TarExtension();
  readonly #block = Buffer.alloc(tarBlockBytes);
  #blockLength = 0;
  #sections: Section[] = [];
  #entries = 0;
  #hasEnded = false;

  constructor(options: TarReaderOptions) {
    this.#options = options;
  }

  write(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      const section = this.#sections[0];
      at += section ? this.#fill(section, chunk.subarray(at)) : this.#fillBlock(chunk, at);
    }
  }

  /** Says that no more bytes come. */
  end(): void {
    const isWhole = this.#blockLength === 0 && this.#sections.length === 0;
    if (!isWhole || this.#extension.isPending) throw archiveInvalid('The archive is cut off.');
    if (this.#entries === 0) throw archiveInvalid('The archive is empty.');
  }

  #fill(section: Section, chunk: Buffer): number {
    const piece = chunk.subarray(0, section.remaining);
    section.sink?.write(piece);
    section.remaining -= piece.length;
    if (section.remaining === 0) this.#endSection(section);
    return piece.length;
  }

  #endSection(section: Section): void {
    this.#sections.shift();
    section.sink?.end();
  }

  #fillBlock(chunk: Buffer, at: number): number {
    const length = chunk.copy(this.#block, this.#blockLength, at);
    this.#blockLength += length;
    if (this.#blockLength === tarBlockBytes) {
      this.#blockLength = 0;
      this.#readHeader();
    }
    return length;
  }

  #readHeader(): void {
    const header = readTarHeader(this.#block, this.#options);
    if (header === null) {
      this.#hasEnded = true;
      return;
    }
    // Some readers stop at the first block of zeros, others read on.
    if (this.#hasEnded) throw archiveInvalid('The archive goes on after its end.');
    this.#entries += 1;
    if (this.#entries > this.#options.entriesMax) {
      throw archiveTooLarge(`The archive has more than ${this.#options.entriesMax} entries.`);
    }
    if (extensions.has(header.kind)) this.#openExtension(header);
    else this.#openEntry(header);
  }

  #openEntry(header: TarHeader): void {
    const { path: written, kind, sizeBytes, target } = this.#extension.applyTo(header);
    const path = kind === 'directory' ? written.replace(/\/$/, '') : written;
    requirePlainPath(path);
    if (kind === 'symbolic-link' || kind === 'hard-link') {
      const leadsTo = resolveTarLink({ kind, path, target: target ?? '' });
      this.#options.onEntry({ kind: 'link', path, sizeBytes, target: leadsTo });
      return;
    }
    const entryKind = kind === 'directory' ? 'directory' : 'file';
    const sink = this.#options.onEntry({ kind: entryKind, path, sizeBytes });
    this.#expect('content', sizeBytes, sink);
  }

  #openExtension(header: TarHeader): void {
    if (header.sizeBytes > tarExtensionBytesMax) {
      throw archiveTooLarge('An extended header of the archive is too large.');
    }
    const chunks: Buffer[] = [];
    this.#expect('extension', header.sizeBytes, {
      write: (chunk) => chunks.push(Buffer.from(chunk)),
      end: () => this.#extension.take(header.kind, Buffer.concat(chunks)),
    });
  }

  /** Content is padded to whole blocks. */
  #expect(kind: Section['kind'], sizeBytes: number, sink: TarSink | undefined): void {
    const padding = (tarBlockBytes - (sizeBytes % tarBlockBytes)) % tarBlockBytes;
    if (sizeBytes === 0) sink?.end();
    else this.#sections.push({ kind, sink, remaining: sizeBytes });
    if (padding > 0) this.#sections.push({ kind: 'padding', sink: undefined, remaining: padding });
  }
}
