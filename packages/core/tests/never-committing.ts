import type { Database, Tx } from '@bonded/database';

/** A database that does all that a transaction says, and whose process dies before the commit. */
export function neverCommitting(database: Database): Database {
  const { prisma } = database;
  const $transaction = (act: (tx: Tx) => Promise<unknown>, options: object) =>
    prisma.$transaction(async (tx) => {
      await act(tx);
      throw new Error('the process died');
    }, options);
  const dying = new Proxy(prisma, {
    get: (target, property, receiver): unknown =>
      property === '$transaction' ? $transaction : Reflect.get(target, property, receiver),
  });
  return { ...database, prisma: dying };
}
