import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { withClient } from '../with-client.ts';
import { migrationFailed } from './migration-errors.ts';

/** 'bond', 'migr' in ASCII: the pair of keys under which all our migrations queue up. */
const lockKeys = [0x626f6e64, 0x6d696772] as const;
const waitMsMax = 300_000;
const pollMs = 100;

/**
 * Runs `act` while no other process migrates the same database. Asks again and again instead of
 * waiting inside PostgreSQL: a statement that waits would block CREATE INDEX CONCURRENTLY.
 */
export async function withMigrationLock<T>(url: string, act: () => Promise<T>): Promise<T> {
  // The end of the session gives the lock back.
  return withClient(url, async (client) => {
    await acquire(client);
    return act();
  });
}

async function acquire(client: pg.Client): Promise<void> {
  const deadline = performance.now() + waitMsMax;
  while (performance.now() < deadline) {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1, $2) AS locked',
      [...lockKeys],
    );
    if (rows[0]?.locked === true) return;
    await delay(pollMs);
  }
  throw migrationFailed('Another process has been migrating this database for five minutes.');
}
