import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

/** One representation, ready to be sent. Each has a strong tag of its own (RFC 9110 §8.8.3.3). */
export interface Representation {
  readonly body: Buffer;
  readonly etag: string;
}

/**
 * A document that is rendered when it changes, not when it is read: the bytes, compressed bytes
 * and their entity tags, to be kept as they are in a cache.
 */
export interface RenderedDocument {
  readonly contentType: string;
  readonly identity: Representation;
  /** Absent where compression does not pay. */
  readonly gzip?: Representation;
  readonly lastModified?: Date;
}

export interface RenderOptions {
  readonly contentType: string;
  readonly lastModified?: Date;
}

/** Below this a packet is a packet, compressed or not. */
const gzipBytesMin = 1024;

/** Renders text or bytes once into what `sendDocument` serves many times. */
export async function renderDocument(
  content: string | Buffer,
  options: RenderOptions,
): Promise<RenderedDocument> {
  const body = typeof content === 'string' ? Buffer.from(content) : content;
  const tag = createHash('sha256').update(body).digest('base64url');
  const document = { ...options, identity: { body, etag: `"${tag}"` } };
  if (body.length < gzipBytesMin) return document;
  const packed = await promisify(gzip)(body, { level: constants.Z_DEFAULT_COMPRESSION });
  if (packed.length >= body.length) return document;
  return { ...document, gzip: { body: packed, etag: `"${tag}-gzip"` } };
}

/** What the document costs a cache, in bytes. */
export function documentSizeBytes(document: RenderedDocument): number {
  return document.identity.body.length + (document.gzip?.body.length ?? 0);
}
