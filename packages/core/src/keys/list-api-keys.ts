import type { ApiKey } from '@bonded/database';
import { type Actor, unauthenticated } from '../access/index.ts';
import type { Ports } from '../ports.ts';

/** More keys than anybody has; the console pages through all of them. */
const keysMax = 1_000;

/** The actor's own keys that still open something, newest first. Errors: UNAUTHENTICATED. */
export async function listApiKeys(
  ports: Pick<Ports, 'database' | 'clock'>,
  actor: Actor,
): Promise<readonly ApiKey[]> {
  if (actor.userId === null) throw unauthenticated('You are not signed in.');
  return ports.database.prisma.apiKey.findMany({
    where: {
      userId: actor.userId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: ports.clock.now() } }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: keysMax,
  });
}
