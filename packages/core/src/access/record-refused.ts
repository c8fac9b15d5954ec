import type { Database } from '@bonded/database';
import { AppError, type AppErrorKind } from '@bonded/kernel';
import { type AuditEntry, recordRefusal } from '../trail/index.ts';
import type { Actor } from './actor.ts';

/** Errors whose refusal is in the log: `authorise` knows the place best, so it writes first. */
const recorded = new WeakSet<Error>();

/** What is hidden is refused as "not found"; the log says so either way. */
const refusals: readonly AppErrorKind[] = ['denied', 'unauthenticated', 'not-found'];

export function markRecorded(error: AppError): AppError {
  recorded.add(error);
  return error;
}

/**
 * For edges: writes down a refusal that no use case has written down. Invalid input and conflicts
 * are none.
 */
export async function recordRefused(
  ports: { readonly database: Database },
  actor: Actor,
  error: unknown,
  entry: AuditEntry,
): Promise<void> {
  if (!(error instanceof AppError) || recorded.has(error)) return;
  if (!refusals.includes(error.kind)) return;
  recorded.add(error);
  await recordRefusal(ports.database.prisma, actor, entry);
}
