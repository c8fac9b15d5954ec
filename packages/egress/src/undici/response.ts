import { bestEffort } from '@bonded/kernel';
import type { Dispatcher } from 'undici';
import type { EgressResponse } from '../egress.ts';
import { egressErrorOf } from '../egress-errors.ts';
import type { EgressLimits } from './limits.ts';

type Body = Dispatcher.ResponseData['body'];
type LeftoverLimits = Pick<EgressLimits, 'leftoverBytesMax' | 'leftoverTimeoutMs'>;

interface Exchange {
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly limits: LeftoverLimits;
}

export function responseOf(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  { url, signal, limits }: Exchange,
): EgressResponse {
  return {
    status: statusCode,
    headers: plain(headers),
    url,
    body: bytesOf(body, url, signal),
    [Symbol.asyncDispose]: () => discard(body, limits),
  };
}

/** Reads the little that may be left, so that the connection can serve again, or breaks it off. */
export async function discard(body: Body, limits: LeftoverLimits): Promise<void> {
  const limit = limits.leftoverBytesMax;
  await bestEffort('what nobody wants to read may as well break', () =>
    body.dump({ limit, signal: AbortSignal.timeout(limits.leftoverTimeoutMs) }),
  );
}

async function* bytesOf(body: Body, url: URL, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    // NOTE: a body without an encoding gives the bytes as they are, which its type does not say.
    for await (const chunk of body as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    signal.throwIfAborted();
    throw egressErrorOf(error, url);
  }
}

function plain(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(([name, value = '']): [string, string] => [
    name,
    typeof value === 'string' ? value : value.join(', '),
  ]);
  return Object.fromEntries(entries);
}
