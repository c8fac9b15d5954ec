import { hashRefreshToken, parseRefreshToken } from '@bonded/auth';
import { type Session, transact, type User } from '@bonded/database';
import { z } from 'zod';
import { type Actor, can, globalScope, type RequestOrigin } from '../access/index.ts';
import { id, parseInput } from '../input/index.ts';
import { recordAudit } from '../trail/index.ts';
import { sessionEnded } from './errors.ts';
import type { IdentityPorts } from './ports.ts';
import { endSession } from './refresh-session.ts';
import { actorOf } from './sign-in.ts';

type OwnedSession = Session & { readonly user: User };

/** Ends the session that a refresh token belongs to. Idempotent: an unknown token ends nothing. */
export async function signOut(
  ports: Pick<IdentityPorts, 'database' | 'clock'>,
  origin: RequestOrigin,
  input: { readonly refreshToken: string },
): Promise<void> {
  const token = parseRefreshToken(input.refreshToken);
  if (token === undefined) return;
  const row = await ports.database.prisma.refreshToken.findUnique({
    where: { hash: hashRefreshToken(token) },
    include: { session: { include: { user: true } } },
  });
  if (row === null) return;
  await end(ports, actorOf(row.session.user, origin), row.session, 'signed out');
}

const input = z.object({ id });

/** Ends one of the actor's own sessions, or anybody's with `user:update`. Errors: SESSION_ENDED. */
export async function revokeSession(
  ports: Pick<IdentityPorts, 'database' | 'clock'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<void> {
  const session = await ports.database.prisma.session.findUnique({
    where: parseInput(input, raw),
    include: { user: true },
  });
  const isOwn = session !== null && session.userId === actor.userId;
  if (session === null || !(isOwn || can(actor, 'user:update', globalScope))) {
    throw sessionEnded('There is no such session.');
  }
  await end(ports, actor, session, 'revoked');
}

async function end(
  ports: Pick<IdentityPorts, 'database' | 'clock'>,
  actor: Actor,
  session: OwnedSession,
  reason: string,
): Promise<void> {
  if (session.revokedAt !== null) return;
  await transact(ports.database, async (tx) => {
    await endSession(tx, session, reason, ports.clock.now());
    await recordAudit(tx, actor, {
      action: reason === 'signed out' ? 'user.sign-out' : 'session.revoke',
      resource: { kind: 'session', id: session.id, name: session.user.username },
      place: globalScope,
    });
  });
}
