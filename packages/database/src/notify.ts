import { assert } from '@bonded/kernel';
import type { Prisma } from './generated/client.ts';

/** PostgreSQL refuses a payload of 8000 bytes or more (NOTIFY, "payload"). */
const payloadBytesMax = 7999;

type Tx = Prisma.TransactionClient;

interface Outbox {
  readonly channels: string[];
  readonly payloads: string[];
}

const outboxes = new WeakMap<Tx, Outbox>();

/**
 * Tells every listener on `channel`, when and only when the transaction commits. PostgreSQL hears
 * of it at the end of the transaction, of all in one statement.
 */
export function notify(tx: Tx, channel: string, payload: string): void {
  assert(
    Buffer.byteLength(payload) <= payloadBytesMax,
    'a notification carries ids, not documents',
  );
  const outbox = outboxes.get(tx);
  assert(outbox !== undefined, 'only `transact` opens a transaction, and sends what it tells');
  outbox.channels.push(channel);
  outbox.payloads.push(payload);
}

/** Runs `act` and hands what it told to PostgreSQL, as the last thing before the commit. */
export async function sendingNotices<T>(tx: Tx, act: (tx: Tx) => T | Promise<T>): Promise<T> {
  const outbox: Outbox = { channels: [], payloads: [] };
  outboxes.set(tx, outbox);
  const result = await act(tx);
  const { channels, payloads } = outbox;
  if (channels.length > 0) {
    await tx.$executeRaw`
      SELECT pg_notify(channel, payload)
      FROM unnest(${channels}::text[], ${payloads}::text[]) AS told (channel, payload)`;
  }
  return result;
}
