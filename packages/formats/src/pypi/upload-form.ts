import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { hasBoundary } from '../form-boundary.ts';
import { uploadInvalid, uploadTooLarge } from './codec/errors.ts';
import { type FormFields, fieldNames } from './codec/upload-fields.ts';

const partsMax = 10_000;
const fieldBytesMax = 4 * 1024 * 1024;
/** All fields that are kept, together. */
const keptCharsMax = 8 * 1024 * 1024;

export interface UploadedPart {
  /** As the client calls it, path and all. */
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What came before the file: clients send it last. */
  readonly before: FormFields;
}

export interface UploadForm<T> {
  readonly fields: FormFields;
  readonly content: T;
}

/**
 * Reads an upload (multipart, RFC 7578) as it arrives: the file goes to `take` piece by piece, and
 * of the fields those are kept that matter. The first failure, whosever it is, ends it.
 *
 * @throws AppError `PYPI_UPLOAD_INVALID`, `PYPI_UPLOAD_TOO_LARGE`; whatever `take` throws
 */
export async function readUploadForm<T>(
  body: AsyncIterable<Uint8Array>,
  contentType: string | undefined,
  take: (part: UploadedPart) => Promise<T>,
): Promise<UploadForm<T>> {
  const form = new FormReader(openParser(contentType), take);
  try {
    for await (const chunk of body) await form.write(chunk);
    return await form.end();
  } catch (error) {
    await form.abandon(error);
    throw error;
  }
}

function openParser(contentType: string | undefined): BusboyInstance {
  if (!hasBoundary(contentType)) throw uploadInvalid('An upload is a form (multipart/form-data).');
  try {
    return new Busboy({
      headers: { 'content-type': contentType ?? '' },
      preservePath: true,
      isPartAFile: (_name, _type, fileName) => fileName !== undefined,
      limits: { parts: partsMax, fieldSize: fieldBytesMax, files: 2 },
    });
  } catch (cause) {
    throw uploadInvalid('An upload is a form (multipart/form-data).', { cause });
  }
}

class FormReader<T> {
  readonly #parser: BusboyInstance;
  readonly #fields = new Map<string, string[]>();
  readonly #failure = Promise.withResolvers<never>();
  readonly #finished = Promise.withResolvers<void>();
  #keptChars = 0;
  #stream: Readable | undefined;
  #content: Promise<T> | undefined;

  constructor(parser: BusboyInstance, take: (part: UploadedPart) => Promise<T>) {
    this.#parser = parser;
    this.#failure.promise.catch(() => {});
    parser.on('error', (cause) => this.#fail(malformed(cause)));
    parser.on('finish', () => this.#finished.resolve());
    parser.on('partsLimit', () => this.#fail(uploadTooLarge('The form has too many parts.')));
    parser.on('field', (name, value, isNameCut, isValueCut) => {
      if (isNameCut || isValueCut) this.#fail(uploadTooLarge('A field of the form is too long.'));
      else this.#keep(name, value);
    });
    parser.on('file', (name, stream, fileName) => this.#open({ name, stream, fileName }, take));
  }

  /** Resolves once the piece is done with, so that the slower side sets the pace. */
  async write(chunk: Uint8Array): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#parser.write(chunk, () => done.resolve());
    await Promise.race([done.promise, this.#failure.promise]);
  }

  async end(): Promise<UploadForm<T>> {
    this.#parser.end();
    await Promise.race([this.#finished.promise, this.#failure.promise]);
    if (this.#content === undefined) throw uploadInvalid('The form has no "content".');
    const content = await Promise.race([this.#content, this.#failure.promise]);
    return { fields: this.#fields, content };
  }

  /** Ends the file as well, and waits until whoever takes it has let go. */
  async abandon(reason: unknown): Promise<void> {
    this.#stream?.destroy(reason instanceof Error ? reason : new Error('the upload ended'));
    this.#parser.destroy();
    await this.#content?.catch(() => {});
  }

  #keep(name: string, value: string): void {
    if (!fieldNames.has(name)) return;
    this.#keptChars += value.length;
    if (this.#keptChars > keptCharsMax) this.#fail(uploadTooLarge('The form is too large.'));
    else this.#fields.set(name, [...(this.#fields.get(name) ?? []), value]);
  }

  #open(part: FilePart, take: (part: UploadedPart) => Promise<T>): void {
    const { name, stream, fileName } = part;
    // Its failures reach us by the parser; the event, unheard, would end the process.
    stream.on('error', (cause) => this.#fail(malformed(cause)));
    // Signatures of old clients: nobody checks them any more.
    if (name === 'gpg_signature') stream.resume();
    else if (name !== 'content')
      this.#fail(uploadInvalid(`"${name.slice(0, 40)}" is no file here.`));
    else if (this.#content !== undefined) this.#fail(uploadInvalid('The form has two files.'));
    else {
      this.#stream = stream;
      this.#content = take({ fileName, bytes: stream, before: this.#fields });
      // What is left unread would stop the form behind it.
      this.#content.then(
        () => stream.resume(),
        (error: unknown) => this.#fail(error),
      );
    }
  }

  #fail(error: unknown): void {
    this.#failure.reject(error);
  }
}

interface FilePart {
  readonly name: string;
  readonly stream: Readable;
  readonly fileName: string;
}

function malformed(cause: unknown) {
  return uploadInvalid('The form is malformed or cut off.', { cause });
}
