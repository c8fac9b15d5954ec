import type { NextRequest } from 'next/server';
import { consoleEnvironment } from '#lib/env.ts';
import { graphqlRefusal } from '#lib/errors.ts';
import { endpoints } from '#lib/paths.ts';
import { isOwnRequest } from '#lib/session/same-origin.ts';
import type { SessionTokens } from '#lib/session/session-tokens.ts';
import { forwardedHeaders, withSession } from '#lib/session/with-session.ts';
import { streamThrough } from './stream-through.ts';

/** The headers of the tus protocol, 1.0; no other header of a browser reaches the blob service. */
const requestHeaders = [
  'tus-resumable',
  'upload-length',
  'upload-defer-length',
  'upload-offset',
  'upload-metadata',
  'upload-checksum',
  'upload-concat',
  'content-type',
  'content-length',
];
const answerHeaders = [
  'tus-resumable',
  'tus-version',
  'tus-extension',
  'tus-max-size',
  'upload-offset',
  'upload-length',
  'upload-expires',
  'upload-metadata',
  'content-type',
  'retry-after',
  'x-request-id',
];

const signedOut = () =>
  graphqlRefusal(401, 'UNAUTHENTICATED', 'The session is over. Sign in again.');
const unavailable = () => graphqlRefusal(502, 'UNAVAILABLE', 'The blob service did not answer.');

/**
 * Streams tus requests through to the blob service with the session's token, so that no token ever
 * enters a page. Bodies pass chunk by chunk under back-pressure; memory stays flat at any size.
 */
export async function uploadRoute(
  request: NextRequest,
  path: string | undefined,
): Promise<Response> {
  if (!isOwnRequest(request, consoleEnvironment().consoleUrl)) {
    return graphqlRefusal(403, 'REQUEST_REFUSED', 'Uploads start from the console’s own pages.');
  }
  return withSession(request, { signedOut, unavailable }, (own, tokens) =>
    forward(own, tokens, path),
  );
}

async function forward(
  request: NextRequest,
  tokens: SessionTokens,
  path: string | undefined,
): Promise<Response> {
  const target = uploadTarget(path);
  const headers = picked(request.headers, requestHeaders);
  for (const [name, value] of Object.entries(forwardedHeaders(request))) headers.set(name, value);
  headers.set('authorization', `Bearer ${tokens.accessToken}`);
  const hasBody = request.method === 'PATCH' || request.method === 'POST';
  try {
    const { method, signal } = request;
    const body = hasBody ? request.body : null;
    const upstream = await streamThrough(target, { method, headers, body, signal });
    return new Response(upstream.body, { status: upstream.status, headers: answered(upstream) });
  } catch {
    // Whatever broke on the way, the client asks for the offset and goes on from there.
    return unavailable();
  }
}

function uploadTarget(path: string | undefined): URL {
  const base = `${consoleEnvironment().blobUrl}/uploads`;
  return new URL(path === undefined ? base : `${base}/${encodeURIComponent(path)}`);
}

function picked(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/** The blob service names an upload by its own address; the browser must come back through ours. */
function answered(upstream: Response): Headers {
  const headers = picked(upstream.headers, answerHeaders);
  const id = upstream.headers.get('location')?.split('/').at(-1);
  if (id) headers.set('location', `${endpoints.uploads}/${id}`);
  return headers;
}
