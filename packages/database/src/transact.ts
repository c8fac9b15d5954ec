import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { connectionWaitMs, type Database } from './database.ts';
import {
  isTransactionConflict,
  transactionConflict,
  translateDatabaseError,
} from './database-errors.ts';
import type { Prisma } from './generated/client.ts';
import { sendingNotices } from './notify.ts';

/** The client that may write. It is good until the function that was given it returns. */
export type Tx = Prisma.TransactionClient;

export interface TransactOptions {
  readonly isolationLevel?: Prisma.TransactionIsolationLevel;
  /** How long the whole transaction may take, from BEGIN to COMMIT. */
  readonly timeoutMs?: number;
}

const timeoutMsDefault = 10_000;
const attemptsMax = 4;
const backoffMs = 10;

/**
 * Runs `act` in one transaction: all of it happens, or nothing. A conflict with another transaction
 * (serialisation failure, deadlock) runs `act` again, a few times, so it must only touch `tx`.
 * Errors: whatever `act` throws; TRANSACTION_CONFLICT; DATABASE_UNAVAILABLE, after which a commit
 * may or may not have happened.
 */
export async function transact<T>(
  database: Database,
  act: (tx: Tx) => T | Promise<T>,
  options: TransactOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.prisma.$transaction((tx) => sendingNotices(tx, act), {
        timeout: options.timeoutMs ?? timeoutMsDefault,
        maxWait: connectionWaitMs,
        ...(options.isolationLevel && { isolationLevel: options.isolationLevel }),
      });
    } catch (error) {
      if (!isTransactionConflict(error)) throw translateDatabaseError(error);
      if (attempt >= attemptsMax) {
        throw transactionConflict('Others are changing the same thing. Try again.', {
          cause: error,
        });
      }
      // The two that collided must not meet again in step.
      const waitMs = backoffMs * 2 ** attempt;
      await delay(waitMs + randomInt(waitMs));
    }
  }
}
