import type { Database, Tx } from '@bonded/database';
import { replacing } from './replacing.ts';

/** A database that does all that a transaction says, and whose process dies before the commit. */
export function neverCommitting(database: Database): Database {
  const { prisma } = database;
  const $transaction = (act: (tx: Tx) => Promise<unknown>, options: object) =>
    prisma.$transaction(async (tx) => {
      await act(tx);
      throw new Error('the process died');
    }, options);
  // NOTE: `transact` calls it in this one of its two ways.
  const members = { $transaction } as unknown as Partial<Database['prisma']>;
  return { ...database, prisma: replacing(prisma, members) };
}
