import { AsyncLocalStorage } from 'node:async_hooks';
import type { PrismaClient } from '@bonded/database';
import { limits } from '../limits.ts';
import { operationTooLarge } from './errors.ts';

/** Counts what the reads of an operation cost the database, and stops it at the bound (D4.9). */
export interface StatementBudget {
  /** The client whose statements are counted, while an operation runs. */
  readonly prisma: PrismaClient;
  /** Runs an operation with a budget of its own. */
  run<Result>(act: () => Result): Result;
}

export function createStatementBudget(prisma: PrismaClient): StatementBudget {
  const budgets = new AsyncLocalStorage<{ left: number }>();
  const counted = prisma.$extends({
    query: {
      $allOperations({ args, query }) {
        spend(budgets.getStore());
        return query(args);
      },
    },
  });
  return {
    // An extension of queries alone adds and removes nothing: only its declared type differs.
    prisma: counted as unknown as PrismaClient,
    run: (act) => budgets.run({ left: limits.statementsMax }, act),
  };
}

function spend(budget: { left: number } | undefined): void {
  if (budget === undefined) return;
  if (budget.left === 0) {
    throw operationTooLarge(
      `This operation needs more than ${limits.statementsMax} database statements. Ask for less.`,
    );
  }
  budget.left -= 1;
}
