import { createHash } from 'node:crypto';
import { assert } from '@bonded/kernel';
import type { Redis } from 'ioredis';
import type { RateCounter, RateLimit, RateVerdict } from '../rate-counter.ts';
import { type SlotCounts, slotMsOf, slotsPerWindow, totalOf, verdictOf } from '../rate-window.ts';
import type { RedisConnection } from './connection.ts';
import { windowScript } from './window-script.ts';

const keyPrefix = 'bonded:rate:';
const scriptHash = createHash('sha1').update(windowScript).digest('hex');

interface Window {
  readonly admitted: boolean;
  readonly nowMs: number;
  readonly slots: SlotCounts;
}

/** Counts that all replicas share, and that survive their restarts. */
export class RedisRateCounter implements RateCounter, AsyncDisposable {
  readonly #connection: RedisConnection;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
  }

  async take(key: string, limit: RateLimit, signal: AbortSignal): Promise<RateVerdict> {
    const { admitted, slots, nowMs } = await this.#run('take', key, limit, signal);
    return verdictOf(admitted, slots, limit, nowMs);
  }

  async giveBack(key: string, limit: RateLimit, signal: AbortSignal): Promise<void> {
    await this.#run('giveBack', key, limit, signal);
  }

  async count(key: string, limit: RateLimit, signal: AbortSignal): Promise<number> {
    return totalOf((await this.#run('count', key, limit, signal)).slots);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#connection[Symbol.asyncDispose]();
  }

  async #run(
    act: 'take' | 'giveBack' | 'count',
    key: string,
    limit: RateLimit,
    signal: AbortSignal,
  ): Promise<Window> {
    const redisKey = `${keyPrefix}${limit.windowMs}:${key}`;
    const settings = [act, slotMsOf(limit), slotsPerWindow, limit.countMax];
    return readAnswer(
      await this.#connection.run(signal, (client) => evaluate(client, [redisKey, ...settings])),
    );
  }
}

/** By its hash, and with its text again whenever the server has forgotten it. */
async function evaluate(client: Redis, values: readonly (string | number)[]): Promise<unknown> {
  try {
    return await client.evalsha(scriptHash, 1, ...values);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return client.eval(windowScript, 1, ...values);
  }
}

function readAnswer(answer: unknown): Window {
  assert(Array.isArray(answer), 'the window script answers a list');
  const [admitted, nowMs = 0, ...pairs] = answer.map(Number);
  const slots = new Map<number, number>();
  for (let at = 0; at < pairs.length; at += 2) slots.set(pairs[at] ?? 0, pairs[at + 1] ?? 0);
  return { admitted: admitted === 1, nowMs, slots };
}
