import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@bonded/database';
import { bestEffort, newId } from '@bonded/kernel';
import { uploadLocked } from './errors.ts';

/** A holder that died is forgotten after this long. A living one may miss two renewals in it. */
const leaseMs = 3_000;
const renewEveryMs = 750;
const acquireWaitMs = 10_000;
const retryEveryMs = 50;

/** Proof of holding the lock. A later holder has a greater fence. */
export interface UploadClaim {
  readonly fence: bigint;
  /** Aborts when the lock was lost: whoever writes must stop. */
  readonly signal: AbortSignal;
}

/**
 * Runs `act` as the only writer of an upload, across all replicas. Waits for a holder that is busy,
 * takes over from one that died, and gives up with UPLOAD_LOCKED. The lease is in the database, on
 * its clock alone; what `act` commits says with the fence that it still holds.
 */
export async function withUploadLock<Result>(
  database: Database,
  options: { readonly id: string; readonly signal: AbortSignal },
  act: (claim: UploadClaim) => Promise<Result>,
): Promise<Result> {
  const holding = { id: options.id, holder: newId() };
  const { fence, heldUntilMs } = await acquire(database, holding, options.signal);
  const lost = new AbortController();
  const renewal = keepRenewing(database, { ...holding, heldUntilMs, lost });
  try {
    return await act({ fence, signal: AbortSignal.any([options.signal, lost.signal]) });
  } finally {
    clearInterval(renewal);
    await bestEffort('an unreleased lease lapses by itself', () => release(database, holding));
  }
}

interface Holding {
  readonly id: string;
  readonly holder: string;
}

interface Lease {
  readonly fence: bigint;
  /** By our own clock, from before the question: never later than the database would say. */
  readonly heldUntilMs: number;
}

async function acquire(
  database: Database,
  { id, holder }: Holding,
  signal: AbortSignal,
): Promise<Lease> {
  const deadlineMs = performance.now() + acquireWaitMs;
  for (;;) {
    signal.throwIfAborted();
    const askedMs = performance.now();
    const { rows } = await database.pool.query<{ lock_fence: string }>(
      `UPDATE uploads
          SET lock_holder = $2, lock_fence = lock_fence + 1,
              lock_until = now() + $3 * interval '1 millisecond'
        WHERE id = $1 AND (lock_until IS NULL OR lock_until < now())
        RETURNING lock_fence`,
      [id, holder, leaseMs],
    );
    const [row] = rows;
    if (row !== undefined) return { fence: BigInt(row.lock_fence), heldUntilMs: askedMs + leaseMs };
    if (performance.now() >= deadlineMs) {
      throw uploadLocked('Another request is writing to this upload.');
    }
    await bestEffort('an abort ends the loop, with its own reason', () =>
      delay(retryEveryMs, undefined, { signal }),
    );
  }
}

/**
 * Renews at an interval. The lock counts as lost when another one took it, and when nobody answered
 * for so long that another one could have: a holder that was cut off or asleep stops by itself.
 */
function keepRenewing(
  database: Database,
  held: Holding & { readonly heldUntilMs: number; readonly lost: AbortController },
): NodeJS.Timeout {
  let { heldUntilMs } = held;
  let isAsking = false;
  const lose = () => held.lost.abort(uploadLocked('Another request took the upload over.'));
  const ask = async () => {
    const askedMs = performance.now();
    if (await renew(database, held)) heldUntilMs = askedMs + leaseMs;
    else lose();
  };
  return setInterval(() => {
    if (performance.now() + renewEveryMs >= heldUntilMs) lose();
    if (isAsking || held.lost.signal.aborted) return;
    isAsking = true;
    void bestEffort('the lease outlives two missed renewals', ask).then(() => {
      isAsking = false;
    });
  }, renewEveryMs);
}

async function renew(database: Database, { id, holder }: Holding): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `UPDATE uploads SET lock_until = now() + $3 * interval '1 millisecond'
      WHERE id = $1 AND lock_holder = $2 AND lock_until > now()`,
    [id, holder, leaseMs],
  );
  return rowCount === 1;
}

async function release(database: Database, { id, holder }: Holding): Promise<void> {
  await database.pool.query(
    `UPDATE uploads SET lock_holder = NULL, lock_until = NULL
      WHERE id = $1 AND lock_holder = $2`,
    [id, holder],
  );
}
