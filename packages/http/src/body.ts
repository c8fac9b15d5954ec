import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { defineError } from '@bonded/kernel';
import { defaultJsonLimits, type JsonLimits, parseJson } from './json.ts';
import { type BodyChunksOptions, bodyChunks } from './request-body.ts';

/** A body, as it arrived or inflated, that is larger than its address takes. */
const bodyTooLarge = defineError('too-large', 'BODY_TOO_LARGE');
/** A `Content-Encoding` other than gzip and deflate. */
const encodingUnsupported = defineError('invalid', 'CONTENT_ENCODING_UNSUPPORTED');
/** A body that is not encoded as its header says. */
const encodingInvalid = defineError('invalid', 'CONTENT_ENCODING_INVALID');

export interface ReadBodyOptions extends BodyChunksOptions {
  /** Applies twice: to what arrives and to what it inflates to. */
  readonly bytesMax: number;
}

/**
 * Reads a small body whole, inflating `gzip` and `deflate` (npm audit sends gzip). A body whose
 * stated length is over the limit is refused before a byte of it is read.
 *
 * @throws AppError `BODY_TOO_LARGE`, `CONTENT_ENCODING_UNSUPPORTED`, `CONTENT_ENCODING_INVALID`
 */
export async function readBody(
  request: IncomingMessage,
  options: ReadBodyOptions,
): Promise<Buffer> {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const decode = decoders.get(encoding);
  if (decode === undefined) {
    throw encodingUnsupported('The request body is encoded in a way that is not understood.');
  }
  if (Number(request.headers['content-length'] ?? 0) > options.bytesMax) {
    throw tooLarge(options.bytesMax);
  }
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of bodyChunks(request, options)) {
    sizeBytes += chunk.length;
    if (sizeBytes > options.bytesMax) throw tooLarge(options.bytesMax);
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks, sizeBytes), options.bytesMax);
}

/**
 * Reads a small JSON body. An empty one is `undefined`: npm sends a JSON content type with nothing.
 *
 * @throws AppError as `readBody`, and `JSON_INVALID`
 */
export async function readJson(
  request: IncomingMessage,
  options: ReadBodyOptions & { readonly json?: JsonLimits },
): Promise<unknown> {
  const body = await readBody(request, options);
  return body.length === 0 ? undefined : parseJson(body, options.json ?? defaultJsonLimits);
}

type Decoder = (body: Buffer, bytesMax: number) => Promise<Buffer> | Buffer;

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['identity', (body: Buffer) => body],
  ['gzip', (body: Buffer, bytesMax: number) => inflateWith(promisify(gunzip), body, bytesMax)],
  ['x-gzip', (body: Buffer, bytesMax: number) => inflateWith(promisify(gunzip), body, bytesMax)],
  ['deflate', (body: Buffer, bytesMax: number) => inflateWith(promisify(inflate), body, bytesMax)],
]);

async function inflateWith(
  unpack: (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>,
  body: Buffer,
  bytesMax: number,
): Promise<Buffer> {
  try {
    return await unpack(body, { maxOutputLength: bytesMax });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(bytesMax);
    throw encodingInvalid('The request body does not inflate.', { cause });
  }
}

function tooLarge(bytesMax: number) {
  return bodyTooLarge(`The request body is larger than ${bytesMax} bytes.`);
}
