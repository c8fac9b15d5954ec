import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  request.on('data', () => {});
  request.once('end', () => response.writeHead(204).end());
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
// NOTE: a TCP server that listens has an AddressInfo.
console.log(`listening on ${(server.address() as AddressInfo).port}`);
