import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@bonded/database';
import { bestEffort, newId } from '@bonded/kernel';

/** A holder that died is forgotten after this long. A living one may miss two renewals in it. */
const leaseMs = 6_000;
const renewEveryMs = 1_500;
const retryMsMin = 25;
const retryMsMax = 500;

export interface LeaseOptions {
  readonly name: string;
  /** Ends the wait, and is handed on to `act` together with the loss of the lease. */
  readonly signal: AbortSignal;
}

/**
 * Runs `act` while no other process runs one under the same name; waits for one that does. The
 * lease lies in the database, on its clock alone, and holds no connection: work under it may take
 * long. It spares work that would be done twice and is no proof of being alone: what `act` commits
 * must be right even if another one did the same.
 */
export async function withLease<Result>(
  database: Pick<Database, 'pool'>,
  { name, signal }: LeaseOptions,
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const holder = newId();
  await acquire(database, { name, holder }, signal);
  const lost = new AbortController();
  const renewal = setInterval(() => {
    void bestEffort('the lease outlives missed renewals', async () => {
      if (!(await renew(database, { name, holder }))) lost.abort(new Error('The lease was lost.'));
    });
  }, renewEveryMs);
  try {
    return await act(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(renewal);
    await bestEffort('an unreleased lease lapses by itself', () =>
      database.pool.query('DELETE FROM leases WHERE name = $1 AND holder = $2', [name, holder]),
    );
  }
}

interface Holding {
  readonly name: string;
  readonly holder: string;
}

async function acquire(
  { pool }: Pick<Database, 'pool'>,
  { name, holder }: Holding,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = retryMsMin;
  for (;;) {
    signal.throwIfAborted();
    const { rowCount } = await pool.query(
      `INSERT INTO leases (name, holder, until)
       VALUES ($1, $2, now() + $3 * interval '1 millisecond')
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
       WHERE leases.until < now()`,
      [name, holder, leaseMs],
    );
    if (rowCount === 1) return;
    await bestEffort('an abort ends the loop, with its own reason', () =>
      delay(waitMs, undefined, { signal }),
    );
    waitMs = Math.min(waitMs * 2, retryMsMax);
  }
}

async function renew(
  { pool }: Pick<Database, 'pool'>,
  { name, holder }: Holding,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE leases SET until = now() + $3 * interval '1 millisecond'
     WHERE name = $1 AND holder = $2`,
    [name, holder, leaseMs],
  );
  return rowCount === 1;
}
