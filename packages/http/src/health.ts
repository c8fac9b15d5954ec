import type { FastifyInstance, FastifyReply } from 'fastify';

/** Resolves to true when the part works; a throw or silence past the deadline counts as false. */
export type ReadinessProbe = (signal: AbortSignal) => Promise<boolean>;

export interface HealthOptions {
  readonly probes: Readonly<Record<string, ReadinessProbe>>;
  readonly probeTimeoutMs?: number;
  /** Prometheus text; absent means no `/metrics`. */
  readonly renderMetrics?: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface Health {
  /** From here on `/readyz` says no, whatever the probes say: the first step of a shutdown. */
  startDraining(): void;
}

/**
 * `GET /livez` (the process answers), `GET /readyz` (its parts work) and `GET /metrics`.
 * Probes of requests that come together run once.
 */
export function registerHealth(app: FastifyInstance, options: HealthOptions): Health {
  let isDraining = false;
  const check = singleFlight(() => runProbes(options.probes, options.probeTimeoutMs ?? 2_000));

  app.get('/livez', async (_request, reply) => uncached(reply).send({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    if (isDraining) return uncached(reply).code(503).send({ status: 'draining', parts: {} });
    const parts = await check();
    const isReady = Object.values(parts).every((works) => works);
    const status = isReady ? 'ready' : 'unavailable';
    return uncached(reply)
      .code(isReady ? 200 : 503)
      .send({ status, parts });
  });
  const { renderMetrics } = options;
  if (renderMetrics !== undefined) {
    app.get('/metrics', async (_request, reply) => {
      const { contentType, text } = await renderMetrics();
      return uncached(reply).header('content-type', contentType).send(text);
    });
  }
  return { startDraining: () => (isDraining = true) };
}

function uncached(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}

async function runProbes(
  probes: HealthOptions['probes'],
  timeoutMs: number,
): Promise<Record<string, boolean>> {
  const answers = Object.entries(probes).map(
    async ([name, probe]) => [name, await answersInTime(probe, timeoutMs)] as const,
  );
  return Object.fromEntries(await Promise.all(answers));
}

async function answersInTime(probe: ReadinessProbe, timeoutMs: number): Promise<boolean> {
  const deadline = new AbortController();
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => {
    deadline.abort(new Error('the readiness probe took too long'));
    late.resolve(false);
  }, timeoutMs);
  try {
    return await Promise.race([probe(deadline.signal).catch(() => false), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function singleFlight<T>(act: () => Promise<T>): () => Promise<T> {
  let flight: Promise<T> | undefined;
  return () => {
    flight ??= act().finally(() => (flight = undefined));
    return flight;
  };
}
