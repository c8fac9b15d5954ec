import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { closeServer } from './close-server.ts';
import { createServer } from './create-server.ts';
import { type HealthOptions, registerHealth } from './health.ts';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

function serve(options: HealthOptions) {
  const app = createServer();
  apps.push(app);
  const health = registerHealth(app, options);
  const ready = async () => {
    const response = await app.inject('/readyz');
    return { status: response.statusCode, ...response.json<Record<string, unknown>>() };
  };
  return { app, health, ready };
}

const works = () => Promise.resolve(true);

describe('health', () => {
  it('is ready while every part works, and names the one that does not', async () => {
    let database = true;
    const { ready } = serve({
      probes: { database: () => Promise.resolve(database), store: works },
    });
    expect(await ready()).toMatchObject({ status: 'ready' });
    database = false;
    expect(await ready()).toEqual({
      status: 'unavailable',
      parts: { database: false, store: true },
    });
  });

  it('counts a probe that throws or stays silent as not working', async () => {
    const signals: AbortSignal[] = [];
    const { app } = serve({
      probeTimeoutMs: 10,
      probes: {
        throws: () => Promise.reject(new Error('connection refused by 10.0.0.1')),
        silent: (signal) => {
          signals.push(signal);
          return new Promise<boolean>(() => {});
        },
      },
    });
    const response = await app.inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ parts: { throws: false, silent: false } });
    expect(response.payload).not.toContain('10.0.0.1');
    expect(signals.every((signal) => signal.aborted)).toBe(true);
  });

  it('runs the probes once for requests that come together', async () => {
    let runs = 0;
    const gate = Promise.withResolvers<boolean>();
    const { app } = serve({
      probes: {
        database: () => {
          runs += 1;
          return gate.promise;
        },
      },
    });
    const answers = Array.from({ length: 20 }, () => app.inject('/readyz'));
    const first = app.inject('/livez');
    expect((await first).statusCode).toBe(200);
    gate.resolve(true);
    for (const answer of await Promise.all(answers)) expect(answer.statusCode).toBe(200);
    expect(runs).toBe(1);
  });

  it('D1.13 says no from the first moment of a shutdown, while it still answers', async () => {
    const { app, health, ready } = serve({ probes: { database: works } });
    health.startDraining();
    expect(await ready()).toMatchObject({ status: 'draining' });
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    expect((await app.inject('/livez')).statusCode).toBe(200);
  });

  it('renders metrics where it is given a renderer', async () => {
    const text = 'bonded_up 1\n';
    const contentType = 'text/plain; version=0.0.4; charset=utf-8';
    const { app } = serve({
      probes: {},
      renderMetrics: () => Promise.resolve({ contentType, text }),
    });
    const response = await app.inject('/metrics');
    expect(response.payload).toBe(text);
    expect(response.headers['content-type']).toBe(contentType);
    expect((await serve({ probes: {} }).app.inject('/metrics')).statusCode).toBe(404);
  });
});

describe('closeServer', () => {
  async function slow(deadlineMs: number) {
    const { app } = serve({ probes: {} });
    const [entered, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    app.get('/slow', async () => {
      entered.resolve();
      await gate.promise;
      return { done: true };
    });
    const base = await app.listen({ host: '127.0.0.1', port: 0 });
    const answer = fetch(`${base}/slow`).then(
      (response) => response.status,
      () => 'cut' as const,
    );
    await entered.promise;
    return { answer, gate, closed: closeServer(app, { deadlineMs }) };
  }

  it('D1.13 lets a request in flight finish', async () => {
    const { answer, gate, closed } = await slow(10_000);
    gate.resolve();
    expect(await answer).toBe(200);
    await closed;
  });

  it('D1.13 cuts what has not finished by the deadline', async () => {
    const { answer, gate, closed } = await slow(20);
    expect(await answer).toBe('cut');
    gate.resolve();
    await closed;
  });
});
