import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

export interface OutgoingRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  readonly signal: AbortSignal;
}

/**
 * Sends a request whose body is read only as fast as the other side takes it. The framework's
 * `fetch` keeps a copy of what passes through it, which a multi-gigabyte body must not; Node's own
 * client does not.
 */
export async function streamThrough(target: URL, outgoing: OutgoingRequest): Promise<Response> {
  const { method, headers, body, signal } = outgoing;
  const send = target.protocol === 'https:' ? tlsRequest : plainRequest;
  const request = send(target, { method, headers: Object.fromEntries(headers), signal });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  if (!body) request.end();
  // The type of web streams is declared twice, by the DOM and by Node; the object is the same.
  else await Promise.race([pipeline(body as NodeReadableStream<Uint8Array>, request), answered]);
  return asResponse(await answered);
}

/** Statuses that the platform allows no body for. */
const bodiless = new Set([204, 205, 304]);

function asResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const one of value === undefined ? [] : [value].flat()) headers.append(name, one);
  }
  if (bodiless.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  // Declared twice, as above.
  const body = Readable.toWeb(answer) as unknown as ReadableStream<Uint8Array>;
  return new Response(body, { status, headers });
}
