import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterTest } from '@bonded/testing';

/** Answers as GitHub does for a repository without tags or branches; its address. */
export async function startForge(): Promise<string> {
  const server = createServer((request, response) => {
    const isRepository = request.url === '/api/v3/repos/acme/tool';
    response.setHeader('content-type', 'application/json');
    response.end(isRepository ? '{"default_branch":"main"}' : '[]');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterTest(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  // It listens on a port, so this is no pipe.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/tool`;
}
