import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for a public registry that is files on a web server. */
export interface FileTree extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  /** By path: what may be changed while it is served. */
  readonly files: Map<string, string | Buffer>;
  /** Answered with the body and 200 instead of every file: what a portal in between does. */
  page: string | null;
  /** When all files were last changed, if the server says so. */
  modifiedAt: Date | null;
  /** Every path that was asked for. */
  readonly asked: string[];
}

export async function serveTree(
  files: Readonly<Record<string, string | Buffer>> = {},
): Promise<FileTree> {
  const asked: string[] = [];
  const tree = {
    files: new Map(Object.entries(files)),
    page: null as string | null,
    modifiedAt: null as Date | null,
    asked,
  };
  const server = createServer(({ url = '/' }, answer) => {
    asked.push(decodeURIComponent(url.slice(1)));
    const body = tree.page ?? tree.files.get(decodeURIComponent(url.slice(1)));
    answer.statusCode = body === undefined ? 404 : 200;
    if (tree.modifiedAt !== null) answer.setHeader('last-modified', tree.modifiedAt.toUTCString());
    answer.end(body ?? 'There is no such file.');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(tree, {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
