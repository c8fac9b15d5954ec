import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@bonded/database';
import { bestEffort, newId } from '@bonded/kernel';
import { uploadLocked } from './errors.ts';

/** A holder that died is forgotten after this long; a living one says so three times in it. */
const leaseMs = 6_000;
const renewEveryMs = 2_000;
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
 * its clock alone.
 */
export async function withUploadLock<Result>(
  database: Database,
  options: { readonly id: string; readonly signal: AbortSignal },
  act: (claim: UploadClaim) => Promise<Result>,
): Promise<Result> {
  const { id, signal } = options;
  const holder = newId();
  const fence = await acquire(database, { id, holder, signal });
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renew(database, { id, holder }).then(
      (isHeld) => {
        if (!isHeld) lost.abort(uploadLocked('Another request took the upload over.'));
      },
      // A database that is away for a moment: the lease outlives one missed renewal.
      () => {},
    );
  }, renewEveryMs);
  try {
    return await act({ fence, signal: AbortSignal.any([signal, lost.signal]) });
  } finally {
    clearInterval(renewal);
    await bestEffort('an unreleased lease lapses by itself', () =>
      database.pool.query(
        'UPDATE uploads SET lock_holder = NULL, lock_until = NULL WHERE id = $1 AND lock_holder = $2',
        [id, holder],
      ),
    );
  }
}

interface Holding {
  readonly id: string;
  readonly holder: string;
}

async function acquire(
  database: Database,
  { id, holder, signal }: Holding & { readonly signal: AbortSignal },
): Promise<bigint> {
  const deadline = performance.now() + acquireWaitMs;
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await database.pool.query<{ lock_fence: string }>(
      `UPDATE uploads
          SET lock_holder = $2, lock_fence = lock_fence + 1,
              lock_until = now() + $3 * interval '1 millisecond'
        WHERE id = $1 AND (lock_until IS NULL OR lock_until < now())
        RETURNING lock_fence`,
      [id, holder, leaseMs],
    );
    if (rows[0] !== undefined) return BigInt(rows[0].lock_fence);
    if (performance.now() >= deadline) {
      throw uploadLocked('Another request is writing to this upload.');
    }
    await delay(retryEveryMs, undefined, { signal });
  }
}

async function renew(database: Database, { id, holder }: Holding): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `UPDATE uploads SET lock_until = now() + $3 * interval '1 millisecond'
      WHERE id = $1 AND lock_holder = $2 AND lock_until > now()`,
    [id, holder, leaseMs],
  );
  return rowCount === 1;
}
