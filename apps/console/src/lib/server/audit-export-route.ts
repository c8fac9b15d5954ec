import type { NextRequest } from 'next/server';
import { consoleEnvironment } from '#lib/env.ts';
import { graphqlRefusal } from '#lib/errors.ts';
import { isOwnNavigation } from '#lib/session/same-origin.ts';
import { forwardedHeaders, withSession } from '#lib/session/with-session.ts';
import { streamThrough } from './stream-through.ts';

const signedOut = () =>
  graphqlRefusal(401, 'UNAUTHENTICATED', 'The session is over. Sign in again.');
const unavailable = () => graphqlRefusal(502, 'UNAVAILABLE', 'The gateway did not answer.');

/** Streams an export of the audit log, of exactly the filter in the address and of any length. */
export async function auditExportRoute(request: NextRequest): Promise<Response> {
  if (!isOwnNavigation(request.headers)) {
    return graphqlRefusal(403, 'REQUEST_REFUSED', 'Exports start from the console’s own pages.');
  }
  return withSession(request, { signedOut, unavailable }, async (own, tokens) => {
    const target = `${consoleEnvironment().gatewayUrl}/api/audit-logs/export`;
    const headers = {
      ...forwardedHeaders(own),
      authorization: `Bearer ${tokens.accessToken}`,
    };
    try {
      const upstream = await streamThrough(new URL(`${target}${own.nextUrl.search}`), {
        method: 'GET',
        headers: new Headers(headers),
        body: null,
        signal: own.signal,
      });
      return new Response(upstream.body, { status: upstream.status, headers: answered(upstream) });
    } catch {
      return unavailable();
    }
  });
}

function answered(upstream: Response): Headers {
  const headers = new Headers({
    'x-accel-buffering': 'no',
    // An exported page is data of strangers: saved, never rendered under the console's origin.
    'content-disposition': 'attachment; filename="bonded-audit"',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  for (const name of ['content-type', 'content-disposition', 'x-request-id']) {
    const value = upstream.headers.get(name);
    if (value) headers.set(name, value);
  }
  const disposition = headers.get('content-disposition') ?? '';
  if (!disposition.startsWith('attachment')) headers.set('content-disposition', 'attachment');
  return headers;
}
