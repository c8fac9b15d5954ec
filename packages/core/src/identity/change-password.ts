import { assertAcceptablePassword } from '@bonded/auth';
import { transact, type User } from '@bonded/database';
import { z } from 'zod';
import { type Actor, accessDenied, authorise, globalScope } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { id, parseInput } from '../input/index.ts';
import { recordAudit } from '../trail/index.ts';
import type { IdentityPorts } from './ports.ts';
import { loadGrants } from './principal.ts';
import { requireOwn } from './roles.ts';
import { checkPassword } from './sign-in.ts';
import { findUser } from './update-user.ts';

const input = z.object({
  userId: id.optional(),
  currentPassword: z.string().optional(),
  newPassword: z.string(),
});

/**
 * Changes the actor's own password (the current one is asked again) or, with `user:update`,
 * another's. Every other session of that user ends. Errors: GRANT_EXCEEDS_OWN, SIGN_IN_FAILED,
 * PASSWORD_NOT_ACCEPTABLE, USER_NOT_FOUND.
 */
export async function changePassword(
  ports: IdentityPorts,
  actor: Actor,
  raw: z.input<typeof input>,
  signal: AbortSignal,
): Promise<User> {
  const wanted = parseInput(input, raw);
  const userId = wanted.userId ?? actor.userId;
  if (userId === null || actor.kind !== 'user') {
    throw accessDenied('Only a signed-in person changes passwords.');
  }
  const user = await findUser(ports, actor, userId);
  const resource = { kind: 'user', id: user.id, name: user.username };
  if (userId === actor.userId) {
    const proof = { username: user.username, password: wanted.currentPassword ?? '' };
    await checkPassword(ports, actor.origin, proof, signal);
  } else {
    await authorise(ports, actor, { action: 'user:update', place: globalScope, resource });
    await requireNoMoreThanOwn(ports, actor, userId);
  }
  assertAcceptablePassword(wanted.newPassword, user.username);
  const passwordHash = await ports.passwords.hash(wanted.newPassword, signal);
  return transact(ports.database, async (tx) => {
    const updated = await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.session.updateMany({
      where: {
        userId,
        revokedAt: null,
        ...(actor.sessionId === null ? {} : { id: { not: actor.sessionId } }),
      },
      data: { revokedAt: ports.clock.now(), revokeReason: 'the password changed' },
    });
    await recordAudit(tx, actor, { action: 'user.change-password', resource, place: globalScope });
    announce(tx, { type: 'access.changed', userId });
    return updated;
  });
}

/** Whoever sets a password can sign in with it: that must not be a way to rights one lacks. */
async function requireNoMoreThanOwn(
  ports: IdentityPorts,
  actor: Actor,
  userId: string,
): Promise<void> {
  for (const { actions, scope } of await loadGrants(ports.database, userId)) {
    requireOwn(actor, [...actions], scope);
  }
}
