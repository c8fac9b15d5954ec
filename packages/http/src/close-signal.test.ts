import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { waitFor } from '@bonded/testing';
import { afterAll, expect, it } from 'vitest';
import { closeSignalOf } from './close-signal.ts';
import { createServer } from './create-server.ts';

const app = createServer();
const signals: AbortSignal[] = [];
const sockets: Socket[] = [];

app.get('/now', (request) => {
  signals.push(closeSignalOf(request));
  sockets.push(request.raw.socket);
  return { isSame: closeSignalOf(request) === signals.at(-1), isAborted: signals.at(-1)?.aborted };
});
app.get('/never', (request) => {
  signals.push(closeSignalOf(request));
  return new Promise(() => {});
});
app.post('/body', (request) => ({ isAborted: closeSignalOf(request).aborted }));
await app.listen({ host: '127.0.0.1', port: 0 });
const base = app.listeningOrigin;
afterAll(() => app.close());

async function ask(path: string, agent: Agent): Promise<string> {
  const [response] = (await once(get(`${base}${path}`, { agent }), 'response')) as [
    IncomingMessage,
  ];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
  return text;
}

it('a signal is one a request, and ends with its response', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  signals.length = 0;
  for (let round = 0; round < 50; round += 1) {
    expect(JSON.parse(await ask('/now', agent))).toEqual({ isSame: true, isAborted: false });
  }
  await waitFor(() => signals.every((signal) => signal.aborted));
  agent.destroy();
  expect(new Set(signals).size).toBe(50);
});

it('a connection that carries many requests keeps nothing of them', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  sockets.length = 0;
  await ask('/now', agent);
  const before = sockets[0]?.listenerCount('close');
  for (let round = 0; round < 50; round += 1) await ask('/now', agent);
  expect(new Set(sockets).size).toBe(1);
  expect(sockets[0]?.listenerCount('close')).toBe(before);
  agent.destroy();
});

it('a client that leaves is noticed while the answer is still being made', async () => {
  signals.length = 0;
  const client = get(`${base}/never`);
  client.on('error', () => {});
  await waitFor(() => signals.length === 1);
  expect(signals[0]?.aborted).toBe(false);
  client.destroy();
  await waitFor(() => signals[0]?.aborted, { what: 'the signal to abort' });
});

it('a request whose body was read is not over', async () => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${base}/body`, { method: 'POST', headers, body: '{"a":1}' });
  expect(await response.json()).toEqual({ isAborted: false });
});
