import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CuttingProxy {
  readonly url: string;
  /** The `Range` of every request for the file, or null where it had none. */
  readonly ranges: readonly (string | null)[];
  close(): void;
}

/** A proxy that breaks the connection in the middle of a file, the first time it is asked for. */
export async function startCuttingProxy(ending: string): Promise<CuttingProxy> {
  const ranges: (string | null)[] = [];
  const server = createServer((incoming, outgoing) => {
    const isFile = incoming.url?.endsWith(ending) === true && incoming.method === 'GET';
    if (isFile) ranges.push(incoming.headers.range ?? null);
    const cutsAt = isFile && ranges.length === 1 ? 100_000 : Number.POSITIVE_INFINITY;
    const { url = '', method = 'GET', headers } = incoming;
    const forwarded = request(url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      let sent = 0;
      answer.on('data', (chunk: Buffer) => {
        const piece = chunk.subarray(0, Math.max(0, cutsAt - sent));
        sent += chunk.length;
        outgoing.write(piece);
        if (sent > cutsAt) answer.destroy();
      });
      answer.on('close', () => {
        if (sent > cutsAt) outgoing.socket?.end();
        else outgoing.end();
      });
      answer.on('error', () => {});
    });
    forwarded.on('error', () => {});
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, ranges, close: () => server.closeAllConnections() };
}
