import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StaticIndex {
  /** The address of its `simple/`. */
  readonly url: string;
  /** What is served from now on, by path. */
  readonly pages: Map<string, StaticPage>;
  close(): void;
}

export interface StaticPage {
  readonly type: string;
  readonly body: string | Buffer;
}

/** Stands in for any server of an index that is no more than files in folders, or is broken. */
export async function startStaticIndex(): Promise<StaticIndex> {
  const pages = new Map<string, StaticPage>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': page?.type ?? 'text/plain',
    });
    response.end(page?.body ?? 'There is nothing here.');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/simple/`,
    pages,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
