import { type ApiKey, transact } from '@bonded/database';
import { z } from 'zod';
import { type Actor, can, globalScope } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { apiKeyNotFound } from './errors.ts';

const input = z.object({ id });

/**
 * Ends a key, one's own or with `key:revoke-all` anybody's, within seconds and for good. Errors:
 * API_KEY_NOT_FOUND.
 */
export async function revokeApiKey(
  ports: Pick<Ports, 'database' | 'clock'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<ApiKey> {
  const key = await ports.database.prisma.apiKey.findUnique({ where: parseInput(input, raw) });
  const isOwn = key !== null && actor.userId !== null && key.userId === actor.userId;
  if (key === null || !(isOwn || can(actor, 'key:revoke-all', globalScope))) {
    throw apiKeyNotFound('There is no such API key.');
  }
  if (key.revokedAt !== null) return key;
  return transact(ports.database, async (tx) => {
    const revokedAt = ports.clock.now();
    const revoked = await tx.apiKey.update({ where: { id: key.id }, data: { revokedAt } });
    await recordAudit(tx, actor, {
      action: 'key.revoke',
      resource: { kind: 'api-key', id: key.id, name: key.name },
      place: globalScope,
    });
    announce(tx, { type: 'access.changed', userId: key.userId });
    return revoked;
  });
}
