import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { consoleEnvironment } from '#lib/env.ts';
import { graphqlRefusal } from '#lib/errors.ts';
import { limits } from '#lib/limits.ts';
import { isOwnRequest } from '#lib/session/same-origin.ts';
import type { SessionTokens } from '#lib/session/session-tokens.ts';
import { forwardedHeaders, withSession } from '#lib/session/with-session.ts';
import { boundedText } from './bounded-body.ts';
import { postToGateway } from './gateway-graphql.ts';
import { operationText } from './persisted-operations.ts';

const requestSchema = z.object({
  documentId: z.string().max(128),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

const eventStream = 'text/event-stream';

const signedOut = () =>
  graphqlRefusal(401, 'UNAUTHENTICATED', 'The session is over. Sign in again.');
const unavailable = () => graphqlRefusal(502, 'UNAVAILABLE', 'The gateway did not answer.');
const refused = (status: number, message: string) =>
  graphqlRefusal(status, 'REQUEST_REFUSED', message);

/**
 * The browser's only way to the gateway: same origin, our own header, a session, and an operation
 * that was known when the console was built. Answers and event streams pass through unread.
 */
export async function graphqlRoute(request: NextRequest): Promise<Response> {
  if (!isOwnRequest(request, consoleEnvironment().consoleUrl)) {
    return refused(403, 'This address answers the console’s own pages only.');
  }
  if (request.headers.get('content-type') !== 'application/json') {
    return refused(415, 'Operations are sent as application/json.');
  }
  return withSession(request, { signedOut, unavailable }, answer);
}

async function answer(request: NextRequest, tokens: SessionTokens): Promise<Response> {
  const operation = await readOperation(request);
  if (operation instanceof Response) return operation;
  const wantsStream = request.headers.get('accept')?.startsWith(eventStream) ?? false;
  const headers = {
    ...forwardedHeaders(request),
    authorization: `Bearer ${tokens.accessToken}`,
    accept: wantsStream ? eventStream : 'application/json',
  };
  try {
    const upstream = await postToGateway(operation, headers, request.signal);
    return new Response(upstream.body, {
      status: upstream.status,
      headers: answerHeaders(upstream),
    });
  } catch {
    // The cause is the network's; the page gets one sentence and the gateway's own log has the
    // rest.
    return unavailable();
  }
}

async function readOperation(request: NextRequest) {
  const text = await boundedText(request, limits.graphqlBodyBytesMax);
  if (text === undefined) return refused(413, 'The operation is too large.');
  const parsed = requestSchema.safeParse(parseJson(text));
  if (!parsed.success) return refused(400, 'This is not a known operation.');
  const query = operationText(parsed.data.documentId);
  if (query === undefined) return refused(400, 'This is not a known operation.');
  return { query, variables: parsed.data.variables ?? {} };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerHeaders(upstream: Response): Headers {
  const headers = new Headers({ 'x-accel-buffering': 'no' });
  for (const name of ['content-type', 'x-request-id', 'retry-after']) {
    const value = upstream.headers.get(name);
    if (value) headers.set(name, value);
  }
  return headers;
}
