import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterTest } from '@bonded/testing';

export interface Listening {
  readonly port: number;
  /** Requests that came, as `host path`. */
  readonly hits: readonly string[];
  /** Connections that came, also those that asked nothing. */
  connections(): number;
}

/** A server on a free port that is gone after the test; over TLS where it has a certificate. */
export async function listen(
  host: string,
  listener: RequestListener = (_, response) => response.end('here'),
  tls?: { readonly key: string; readonly cert: string },
): Promise<Listening> {
  const hits: string[] = [];
  let connections = 0;
  const answer: RequestListener = (request, response) => {
    hits.push(`${request.headers.host} ${request.url}`);
    listener(request, response);
  };
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, host);
  await once(server, 'listening');
  afterTest(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo; // A TCP server has one.
  return { port, hits, connections: () => connections };
}
