import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterTest } from '@bonded/testing';

export interface Listening {
  readonly port: number;
  /** Requests that came, as `host path`. */
  readonly hits: readonly string[];
  /** Connections that came, also those that asked nothing. */
  connections(): number;
}

/** A server on a free port (or a given one) that is gone after the test. */
export async function listen(
  host: string,
  listener: RequestListener = (_, response) => response.end('here'),
): Promise<Listening> {
  const hits: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    hits.push(`${request.headers.host} ${request.url}`);
    listener(request, response);
  });
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
