import type { Tx } from './transact.ts';

/** Waits until no other transaction has this turn, and has it until its own transaction ends. */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`bonded ${name}`}, 0))`;
}

/** Waits while a transaction has this turn to itself; others may share it meanwhile. */
export async function shareTurn(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended(${`bonded ${name}`}, 0))`;
}
