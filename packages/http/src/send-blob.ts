import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { assert } from '@bonded/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { coalesce, exactly } from './coalesce.ts';
import { evaluateConditions, ifRangeMatches } from './conditional.ts';
import { attachmentDisposition } from './content-disposition.ts';
import { type ByteRange, type RangeSelection, selectRange } from './range.ts';

/** A file that can be served: what it is, and how to read all or a part of it. */
export interface BlobSource {
  readonly sizeBytes: number;
  /** Strong and quoted. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly contentType: string;
  /** `range` is absent for the whole. A chunk need only stay valid until the next is asked for. */
  open(range: ByteRange | undefined, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

export interface SendBlobOptions {
  /** `private, …` for anything that was produced for an authenticated caller. */
  readonly cacheControl: string;
  /** Offered to a browser as the name of the attachment. */
  readonly fileName?: string;
  /** Further headers, for example `X-Checksum-Sha256`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is read before a header is sent; larger files are streamed. */
const wholeBytesMax = 64 * 1024;
/** For reads too short to be worth calling off. */
const unhurried = new AbortController().signal;

/** Bytes of strangers are never a page of ours, whatever their type says. */
const inertPolicy = "default-src 'none'; sandbox";

/**
 * Answers with a file: whole, a single range, 304, 412 or 416, and headers alone for HEAD.
 * Whatever fails before the first byte is thrown, for the edge to render; a source that fails
 * later destroys the connection, so that no client takes a part for the whole.
 */
export async function sendBlob(
  request: FastifyRequest,
  reply: FastifyReply,
  source: BlobSource,
  options: SendBlobOptions,
): Promise<void> {
  const headers = describe(source, options);
  const verdict = evaluateConditions(request.method, request.headers, source);
  if (verdict === 'not-modified') return end(reply.code(304), headers);
  if (verdict === 'precondition-failed') return end(reply.code(412), { 'content-length': 0 });

  const selection = selectFor(request, source);
  if (selection.kind === 'unsatisfiable') {
    const contentRange = `bytes */${source.sizeBytes}`;
    return end(reply.code(416), { 'content-range': contentRange, 'content-length': 0 });
  }
  const range = selection.kind === 'part' ? selection.range : undefined;
  const lengthBytes = range === undefined ? source.sizeBytes : range.end - range.start + 1;
  headers['content-type'] = source.contentType;
  headers['content-length'] = lengthBytes;
  if (range !== undefined) {
    headers['content-range'] = `bytes ${range.start}-${range.end}/${source.sizeBytes}`;
    reply.code(206);
  }
  const part = { source, range, lengthBytes };
  if (request.method === 'HEAD' || lengthBytes === 0) end(reply, headers);
  else if (lengthBytes <= wholeBytesMax) end(reply, headers, await readWhole(part));
  else await stream(reply, headers, part);
}

function describe(source: BlobSource, options: SendBlobOptions): OutgoingHttpHeaders {
  return {
    ...options.headers,
    etag: source.etag,
    'last-modified': source.lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    'cache-control': options.cacheControl,
    'content-security-policy': inertPolicy,
    'x-content-type-options': 'nosniff',
    'content-disposition': attachmentDisposition(options.fileName ?? ''),
  };
}

/** RFC 9110 §14.2: a range counts for GET alone, and only while `If-Range` still holds. */
function selectFor(request: FastifyRequest, source: BlobSource): RangeSelection {
  const ifRange = request.headers['if-range'];
  const counts = ifRange === undefined || ifRangeMatches(String(ifRange), source);
  const header = request.method === 'GET' && counts ? request.headers.range : undefined;
  return selectRange(header, source.sizeBytes);
}

interface Part {
  readonly source: BlobSource;
  readonly range: ByteRange | undefined;
  readonly lengthBytes: number;
}

/** Most files are small: read first and written at once, they need none of what streams need. */
async function readWhole({ source, range, lengthBytes }: Part): Promise<Buffer> {
  const body = Buffer.allocUnsafe(lengthBytes);
  let length = 0;
  for await (const chunk of await source.open(range, unhurried)) {
    assert(length + chunk.byteLength <= lengthBytes, 'a source gives no more than it announced');
    body.set(chunk, length);
    length += chunk.byteLength;
  }
  assert(length === lengthBytes, 'a source gives as much as it announced');
  return body;
}

async function stream(
  reply: FastifyReply,
  headers: OutgoingHttpHeaders,
  part: Part,
): Promise<void> {
  const response = reply.raw;
  const ended = new AbortController();
  const onClose = () => ended.abort(new ClientGone());
  response.once('close', onClose);
  try {
    const opened = await part.source.open(part.range, ended.signal);
    const chunks = exactly(part.lengthBytes, coalesce(part.lengthBytes, opened));
    try {
      // The first chunk is read before a header is sent: damage found in it is a plain 503.
      const first = await chunks.next();
      writeHead(reply, headers);
      for (let next = first; !next.done; next = await chunks.next()) {
        await write(response, next.value, ended.signal);
      }
    } catch (error) {
      ended.abort(error);
      throw error;
    } finally {
      await chunks.return();
    }
    response.end();
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy();
    if (error instanceof ClientGone) return;
    reply.log.error({ err: error }, 'a file broke off while it was sent');
  } finally {
    response.off('close', onClose);
  }
}

function end(reply: FastifyReply, headers: OutgoingHttpHeaders, body?: Buffer): void {
  writeHead(reply, headers).end(body);
}

/**
 * Takes the answer out of the framework's hands: from here on the bytes go straight out, and
 * nobody replaces the length of an answer without a body.
 */
function writeHead(reply: FastifyReply, headers: OutgoingHttpHeaders): ServerResponse {
  reply.hijack();
  // The framework's type admits undefined values, which it never stores.
  const common = reply.getHeaders() as OutgoingHttpHeaders;
  return reply.raw.writeHead(reply.statusCode, { ...common, ...headers });
}

class ClientGone extends Error {
  override readonly name = 'ClientGone';
  override readonly message = 'the client closed the connection';
}

/** Resolves once the chunk left the process; rejects when the client is gone. */
function write(response: ServerResponse, chunk: Uint8Array, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => reject(new ClientGone());
    signal.addEventListener('abort', onAbort, { once: true });
    response.write(chunk, (error) => {
      signal.removeEventListener('abort', onAbort);
      if (error) reject(new ClientGone(undefined, { cause: error }));
      else resolve();
    });
  });
}
