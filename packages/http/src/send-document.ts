import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptsGzip } from './accept-encoding.ts';
import { evaluateConditions } from './conditional.ts';
import type { RenderedDocument } from './document.ts';

export interface SendDocumentOptions {
  /** `private, …` for anything that was produced for an authenticated caller. */
  readonly cacheControl: string;
  /** Request headers beside `Accept-Encoding` that chose the document, for example `Accept`. */
  readonly vary?: readonly string[];
}

/**
 * Answers with a rendered document: compressed where the client takes it, 304 where it has it,
 * 412 where a precondition fails. The body is a Buffer, so that Fastify leaves its type alone.
 */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: RenderedDocument,
  options: SendDocumentOptions,
): FastifyReply {
  const packed = acceptsGzip(request.headers['accept-encoding']) ? document.gzip : undefined;
  const { body, etag } = packed ?? document.identity;
  reply
    .header('etag', etag)
    .header('cache-control', options.cacheControl)
    .header('vary', [...(options.vary ?? []), 'Accept-Encoding'].join(', '));
  const { lastModified } = document;
  if (lastModified !== undefined) reply.header('last-modified', lastModified.toUTCString());
  const verdict = evaluateConditions(request.method, request.headers, {
    etag,
    ...(lastModified !== undefined && { lastModified }),
  });
  if (verdict === 'not-modified') return reply.code(304).send();
  if (verdict === 'precondition-failed') return reply.code(412).send();
  if (packed !== undefined) reply.header('content-encoding', 'gzip');
  return reply.header('content-type', document.contentType).send(body);
}
