import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@bonded/database';
import { bestEffort, newId } from '@bonded/kernel';
import { uploadLocked } from './errors.ts';

/** A holder that died is forgotten after this long. */
const leaseMs = 3_000;
const renewEveryMs = 750;
/** How long a holder pauses for a database that does not say whether the lock is still its own. */
const doubtMsMax = 60_000;
const acquireWaitMs = 10_000;
const retryEveryMs = 50;

/** Proof of holding the lock. A later holder has a greater fence. */
export interface UploadClaim {
  readonly fence: bigint;
  /** Aborts when the lock was lost: whoever writes must stop. */
  readonly signal: AbortSignal;
  /**
   * Resolves at once while the lock is surely held; else when the database says that it still is.
   * Awaited before each write: whoever is cut off, or asleep, pauses before another one may write.
   */
  readonly assured: () => Promise<void>;
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
  const lease = await acquire(database, holding, options.signal);
  const renewal = keepRenewing(database, { ...holding, ...lease });
  const signal = AbortSignal.any([options.signal, renewal.lost]);
  try {
    return await act({ fence: lease.fence, signal, assured: () => renewal.assured(signal) });
  } finally {
    renewal.stop();
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
    await pause(signal);
  }
}

interface Renewal {
  readonly lost: AbortSignal;
  readonly assured: (signal: AbortSignal) => Promise<void>;
  readonly stop: () => void;
}

/**
 * Renews at an interval. The lock is lost when another one took it, and not before: a database that
 * is busy for longer than the lease finds it where it was, as long as nobody else asked for it.
 */
function keepRenewing(database: Database, held: Holding & Lease): Renewal {
  const lost = new AbortController();
  let { heldUntilMs } = held;
  let isAsking = false;
  const ask = async () => {
    const askedMs = performance.now();
    if (await renew(database, held)) heldUntilMs = askedMs + leaseMs;
    else lost.abort(uploadLocked('Another request took the upload over.'));
  };
  const timer = setInterval(() => {
    if (performance.now() >= heldUntilMs + doubtMsMax) {
      lost.abort(uploadLocked('The database does not say whether the upload is still held.'));
    }
    if (isAsking || lost.signal.aborted) return;
    isAsking = true;
    void bestEffort('it is asked again, and nothing is written meanwhile', ask).then(() => {
      isAsking = false;
    });
  }, renewEveryMs);
  return {
    lost: lost.signal,
    assured: async (signal) => {
      while (performance.now() + renewEveryMs >= heldUntilMs) {
        signal.throwIfAborted();
        await pause(signal);
      }
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

function pause(signal: AbortSignal): Promise<unknown> {
  return bestEffort('an abort ends the loop, with its own reason', () =>
    delay(retryEveryMs, undefined, { signal }),
  );
}

async function renew(database: Database, { id, holder }: Holding): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `UPDATE uploads SET lock_until = now() + $3 * interval '1 millisecond'
      WHERE id = $1 AND lock_holder = $2`,
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
