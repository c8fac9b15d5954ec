import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterTest } from '@bonded/testing';
import { Client } from '../src/gateway/client.ts';
import { Session } from '../src/gateway/session.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface Peer {
  readonly url: string;
  /** Speaks with this server, and takes it for the blob service too. */
  readonly client: Client;
}

/** A server that fails in the ways a test wants: what real ones do only once in a while. */
export async function startPeer(handle: Handler): Promise<Peer> {
  const answer = async (request: IncomingMessage, response: ServerResponse) =>
    handle(request, response);
  const server = createServer((request, response) => {
    if (request.url === '/api/addresses') {
      response.end(JSON.stringify({ blobUrl: url }));
      return;
    }
    const { socket } = request;
    // A handler that fails cuts the connection, which fails the test that it belongs to.
    answer(request, response).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  afterTest(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { signal } = new AbortController();
  const environment = { url, token: 'a-token', configFolder: '/nowhere' };
  return { url, client: new Client(new Session(environment, signal), signal) };
}

/** A failure as our servers word it. */
export function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code, message: `It is ${code}.` } }));
}
