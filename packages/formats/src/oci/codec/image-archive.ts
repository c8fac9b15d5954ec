import { posix } from 'node:path';
import { parseJson } from '@bonded/http';
import type { z } from 'zod';
import { readTarIndex, type TarMember } from '../../archives/tar-index.ts';
import type { RandomAccess } from '../../random-access.ts';
import { ociArchiveInvalid } from './errors.ts';

/** Index, manifest and config: documents for programs. */
const documentBytesMax = 8 * 1024 * 1024;
const jsonLimits = { depthMax: 64, membersMax: 100_000, uniqueKeys: true };

/** An image in a tar file: an OCI layout, or what `docker save` writes. */
export class ImageArchive {
  readonly #source: RandomAccess;
  readonly #members: ReadonlyMap<string, TarMember>;

  private constructor(source: RandomAccess, members: ReadonlyMap<string, TarMember>) {
    this.#source = source;
    this.#members = members;
  }

  /** @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE` */
  static async open(source: RandomAccess): Promise<ImageArchive> {
    return new ImageArchive(source, await readTarIndex(source));
  }

  has(path: string): boolean {
    return this.#members.has(path);
  }

  /** A part of the archive, from any place of it. Errors: OCI_ARCHIVE_INVALID where it is not. */
  part(path: string): RandomAccess {
    const { start, sizeBytes } = this.#find(path);
    return {
      sizeBytes,
      read: (range) => this.#source.read({ start: start + range.start, end: start + range.end }),
    };
  }

  /** The bytes of a part, from its start. */
  async *content(path: string): AsyncGenerator<Uint8Array, void, undefined> {
    const { sizeBytes, read } = this.part(path);
    if (sizeBytes > 0) yield* await read({ start: 0, end: sizeBytes - 1 });
  }

  /** Errors: OCI_ARCHIVE_INVALID. */
  async bytes(path: string): Promise<Buffer> {
    if (this.#find(path).sizeBytes > documentBytesMax) {
      throw ociArchiveInvalid(`${path} of the archive is too large.`);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of this.content(path)) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }

  /** A document of the archive. Errors: OCI_ARCHIVE_INVALID, JSON_INVALID. */
  async json<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    const parsed = schema.safeParse(parseJson(await this.bytes(path), jsonLimits));
    if (parsed.success) return parsed.data;
    throw ociArchiveInvalid(`${path} of the archive is not what it should be.`);
  }

  /** Docker's older archives have one file for equal layers, and links to it. */
  #find(path: string): TarMember {
    const found = this.#members.get(path);
    const target = found?.target ?? null;
    const member =
      target === null
        ? found
        : this.#members.get(posix.normalize(posix.join(posix.dirname(path), target)));
    if (member !== undefined && member.target === null) return member;
    throw ociArchiveInvalid(`The archive names ${path.slice(0, 120)}, and does not have it.`);
  }
}
