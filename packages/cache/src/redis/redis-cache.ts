import { assert } from '@bonded/kernel';
import { type Cache, keyCharsMax, valueBytesMax } from '../cache.ts';
import type { RedisConnection } from './connection.ts';

const keyPrefix = 'bonded:cache:';

/** A cache that all replicas share. */
export class RedisCache implements Cache, AsyncDisposable {
  readonly #connection: RedisConnection;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
  }

  async get<T>(key: string, signal: AbortSignal): Promise<T | undefined> {
    const name = redisKey(key);
    const text = await this.#connection.run(signal, (client) => client.get(name));
    // Whoever reads a key knows what was set under it; the port cannot check it.
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  async set<T>(key: string, value: T, ttlMs: number, signal: AbortSignal): Promise<void> {
    assert(ttlMs > 0, 'a cached value has a time to live');
    const text = JSON.stringify(value);
    // Too large to keep; what was kept before is out of date all the same.
    if (Buffer.byteLength(text) > valueBytesMax) return this.delete(key, signal);
    const name = redisKey(key);
    const ttl = Math.ceil(ttlMs);
    await this.#connection.run(signal, (client) => client.set(name, text, 'PX', ttl));
  }

  async delete(key: string, signal: AbortSignal): Promise<void> {
    const name = redisKey(key);
    await this.#connection.run(signal, (client) => client.del(name));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#connection[Symbol.asyncDispose]();
  }
}

function redisKey(key: string): string {
  assert(key.length <= keyCharsMax, `a cache key has at most ${keyCharsMax} characters`);
  return keyPrefix + key;
}
