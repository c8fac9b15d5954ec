import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { bodyOf, brokenBody, bytesOf } from './conformance/bodies.ts';
import { writeChunks } from './write-chunks.ts';

const never = new AbortController().signal;
const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** One answer over a real connection: what the client sees of it, and why the sending failed. */
async function answer(send: (response: ServerResponse) => Promise<void>) {
  const failure = Promise.withResolvers<unknown>();
  const server = createServer((_, response) => {
    send(response).then(() => failure.resolve(null), failure.resolve);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  // A server that listens on a TCP port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, host: '127.0.0.1' }).end();
  // `once` answers a tuple of unknown things; a response event carries a message.
  const [seen] = (await once(asked, 'response')) as [IncomingMessage];
  return { seen, failure: failure.promise };
}

async function* endless(onClosed: () => void = () => {}) {
  try {
    for (;;) yield new Uint8Array(65_536);
  } finally {
    onClosed();
  }
}

test('a body whose memory is reused arrives byte for byte', async () => {
  const bytes = bytesOf(9_000_001, 'over the wire');
  const { seen, failure } = await answer(async (response) => {
    await writeChunks(bodyOf(bytes, 250_000), response, never);
    response.end();
  });
  expect((await buffer(seen)).equals(bytes)).toBe(true);
  expect(await failure).toBeNull();
});

test('a source that fails cuts the connection: the client sees no clean end', async () => {
  const cause = new Error('the disk failed');
  const { seen, failure } = await answer((response) =>
    writeChunks(brokenBody(bytesOf(500_000, 'cut'), cause), response, never),
  );
  await expect(buffer(seen)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await failure).toBe(cause);
});

test('a client that goes away ends the sending and closes the source', async () => {
  const closed = Promise.withResolvers<void>();
  const { seen, failure } = await answer((response) =>
    writeChunks(endless(closed.resolve), response, never),
  );
  seen.once('data', () => seen.destroy());
  expect(await failure).toBeInstanceOf(Error);
  await closed.promise;
});

test('an abort ends the sending to a client that does not read', async () => {
  const controller = new AbortController();
  const { seen, failure } = await answer((response) =>
    writeChunks(endless(), response, controller.signal),
  );
  seen.on('error', () => {});
  const reason = new Error('shutting down');
  controller.abort(reason);
  expect(await failure).toBe(reason);
});
