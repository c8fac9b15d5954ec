import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
}

/** What a front answers itself; true where it did. */
export type Answering = (heard: Heard, answer: ServerResponse) => boolean;

/** What stands before a registry: it writes down what it is asked, and may answer itself. */
export interface RegistryFront extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  readonly heard: readonly Heard[];
}

/** Passes on to the registry at `behind` what `answering` leaves. */
export async function startFront(behind: string, answering: Answering): Promise<RegistryFront> {
  const heard: Heard[] = [];
  const server = createServer((incoming, answer) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const one = { method, path, authorization: headers.authorization ?? null };
    heard.push(one);
    if (!answering(one, answer)) passOn(behind, incoming, answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    heard,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function passOn(behind: string, incoming: IncomingMessage, answer: ServerResponse): void {
  const { method, headers } = incoming;
  const { accept } = headers;
  const passed = request(new URL(incoming.url ?? '/', behind), {
    method,
    headers: accept === undefined ? {} : { accept },
  });
  passed.on('response', (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  incoming.pipe(passed);
}

/** Asks for the token `good`, which `realm` gives out; for what only tokens are let in. */
export function asksForToken(realm: () => string): Answering {
  return ({ path, authorization }, answer) => {
    if (path.startsWith('/token')) {
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify({ token: 'good', expires_in: 300 }));
      return true;
    }
    if (authorization === 'Bearer good') return false;
    answer.statusCode = 401;
    answer.setHeader('www-authenticate', `Bearer realm="${realm()}",service="front",scope="x:y:*"`);
    answer.end('{"errors":[{"code":"UNAUTHORIZED"}]}');
    return true;
  };
}
