import { assert } from '@bonded/kernel';
import type { Tx } from './transact.ts';

/** PostgreSQL refuses a payload of 8000 bytes or more (NOTIFY, "payload"). */
const payloadBytesMax = 7999;

/** Tells every listener on `channel`, when and only when the transaction commits. */
export async function notify(tx: Tx, channel: string, payload: string): Promise<void> {
  assert(
    Buffer.byteLength(payload) <= payloadBytesMax,
    'a notification carries ids, not documents',
  );
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${payload})`;
}
