import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const [directory = ''] = process.argv.slice(2);
const tus = new Server({
  path: '/files',
  datastore: new FileStore({ directory }),
  relativeLocation: true,
});
const server = createServer((request, response) => void tus.handle(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
// NOTE: a TCP server that listens has an AddressInfo.
console.log(`listening on ${(server.address() as AddressInfo).port}`);
