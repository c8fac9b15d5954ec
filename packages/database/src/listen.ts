import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { bestEffort } from '@bonded/kernel';
import pg from 'pg';
import { translateDatabaseError } from './database-errors.ts';

export interface Message {
  readonly channel: string;
  readonly payload: string;
}

export interface ListenOptions {
  readonly channels: readonly string[];
  readonly onMessage: (message: Message) => void;
  /**
   * Messages may have been missed: forget whatever rests on them. Called when the connection is
   * lost and once more when it is back.
   */
  readonly onGap: () => void;
  /** Hears why the connection was lost or could not be made again. */
  readonly onError: (error: unknown) => void;
  /** Ends the listening. */
  readonly signal: AbortSignal;
}

const connectTimeoutMs = 3_000;
/**
 * A cut cable is silent: only an unanswered question shows it. Revocation has five seconds (D3.11).
 */
const heartbeatMs = 2_000;
const heartbeatTimeoutMs = 1_500;
const backoffMsMin = 50;
const backoffMsMax = 2_000;

/**
 * Hears PostgreSQL's NOTIFY on a connection of its own, and makes a new one whenever it breaks.
 * Resolves when it listens for the first time; rejects with DATABASE_UNAVAILABLE if it cannot.
 */
export async function listen(url: string, options: ListenOptions): Promise<void> {
  const first = await connect(url, options).catch((error: unknown) => {
    throw translateDatabaseError(error);
  });
  // It reports what goes wrong to `onError` and ends with the signal.
  void keepListening(url, options, first);
}

async function keepListening(url: string, options: ListenOptions, first: pg.Client): Promise<void> {
  for (let client = first; ; ) {
    const lost = await untilLost(client, options.signal);
    await bestEffort('the connection may be broken already', () => close(client));
    if (options.signal.aborted) return;
    options.onError(lost);
    options.onGap();
    const next = await reconnect(url, options);
    if (next === undefined) return;
    client = next;
    options.onGap();
  }
}

async function connect(url: string, options: ListenOptions): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: heartbeatTimeoutMs,
    application_name: 'bonded-listen',
  });
  // Between the events that `untilLost` waits for, an 'error' nobody hears would end the process.
  client.on('error', () => {});
  client.on('notification', ({ channel, payload }) => {
    options.onMessage({ channel, payload: payload ?? '' });
  });
  try {
    await client.connect();
    for (const channel of options.channels) {
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    }
    return client;
  } catch (error) {
    await bestEffort('nothing was opened', () => close(client));
    throw error;
  }
}

/** Tries until it succeeds or the signal ends it; undefined in the latter case. */
async function reconnect(url: string, options: ListenOptions): Promise<pg.Client | undefined> {
  let waitMs = backoffMsMin;
  while (!options.signal.aborted) {
    try {
      return await connect(url, options);
    } catch (error) {
      options.onError(error);
    }
    await bestEffort('cut short when the signal ends it', () =>
      delay(waitMs + randomInt(waitMs), undefined, { signal: options.signal }),
    );
    waitMs = Math.min(waitMs * 2, backoffMsMax);
  }
  return undefined;
}

/** Resolves with the reason when the connection is gone, silent, or no longer wanted. */
async function untilLost(client: pg.Client, signal: AbortSignal): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const onAbort = (): void => resolve(signal.reason);
  const onEnd = (): void => resolve(new Error('the connection ended'));
  client.once('error', resolve);
  client.once('end', onEnd);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const heartbeat = setInterval(() => {
    client.query('SELECT 1').catch(resolve);
  }, heartbeatMs);
  try {
    return await promise;
  } finally {
    clearInterval(heartbeat);
    signal.removeEventListener('abort', onAbort);
    client.off('error', resolve);
    client.off('end', onEnd);
  }
}

/** Says goodbye, but does not wait for the answer of a server that may be gone. */
async function close(client: pg.Client): Promise<void> {
  await Promise.race([client.end(), delay(heartbeatTimeoutMs, undefined, { ref: false })]);
}
