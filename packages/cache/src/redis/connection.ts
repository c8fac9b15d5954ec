import { defineError, type Secret, untilAborted } from '@bonded/kernel';
import { Redis } from 'ioredis';

/** The cache server cannot be reached, or did not answer in time. */
const cacheUnavailable = defineError('unavailable', 'CACHE_UNAVAILABLE');

const connectMsMax = 5_000;
const commandMsMax = 1_000;
const reconnectMsMax = 2_000;

/**
 * One connection to Redis or Valkey. It reconnects by itself for ever; until it has, commands
 * fail at once instead of queueing without a bound.
 */
export class RedisConnection implements AsyncDisposable {
  readonly #client: Redis;

  private constructor(client: Redis) {
    this.#client = client;
  }

  /** Connects, or throws CACHE_UNAVAILABLE. `url` is `redis://` or, for TLS, `rediss://`. */
  static async open(url: Secret, signal: AbortSignal): Promise<RedisConnection> {
    signal.throwIfAborted();
    const client = new Redis(url.reveal(), {
      lazyConnect: true,
      connectTimeout: connectMsMax,
      commandTimeout: commandMsMax,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, reconnectMsMax),
    });
    // Each failed command rejects by itself; without a listener the client would print instead.
    client.on('error', () => {});
    const connection = new RedisConnection(client);
    try {
      await connection.run(signal, () => client.connect());
    } catch (error) {
      client.disconnect();
      throw error;
    }
    return connection;
  }

  /** Runs one command. Throws CACHE_UNAVAILABLE, or the abort reason without waiting further. */
  async run<T>(signal: AbortSignal, command: (client: Redis) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    try {
      return await untilAborted(command(this.#client), signal);
    } catch (cause) {
      signal.throwIfAborted();
      throw cacheUnavailable('The cache cannot be reached at this moment.', { cause });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A polite goodbye needs a connection; without one there is nothing to lose.
    if (this.#client.status === 'ready') await this.#client.quit();
    this.#client.disconnect();
  }
}
