import { type Tx, transact, type User } from '@bonded/database';
import { z } from 'zod';
import { type Actor, authorise, globalScope } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { definedOf, displayName, id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { userNotFound } from './errors.ts';
import { requireAnAdmin } from './last-admin.ts';

const input = z.object({
  id,
  displayName: displayName.optional(),
  email: z.email('Not an e-mail address.').max(320).nullable().optional(),
  isDisabled: z.boolean().optional(),
});

/**
 * Changes a user. Disabling ends sessions and keys within seconds. Errors: USER_NOT_FOUND,
 * LAST_ADMIN.
 */
export async function updateUser(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<User> {
  const { id: userId, ...rest } = parseInput(input, raw);
  const changes = definedOf(rest);
  const user = await findUser(ports, actor, userId);
  const resource = { kind: 'user', id: userId, name: user.username };
  await authorise(ports, actor, { action: 'user:update', place: globalScope, resource });
  return transact(ports.database, async (tx) => {
    const updated = await tx.user.update({ where: { id: userId }, data: changes });
    if (changes.isDisabled === true) await requireAnAdmin(tx);
    await recordAudit(tx, actor, {
      action: 'user.update',
      resource,
      place: globalScope,
      details: { changes },
    });
    announce(tx, { type: 'access.changed', userId });
    return updated;
  });
}

/** A user by id. People see themselves; others take `user:read`. Errors: USER_NOT_FOUND. */
export async function findUser(
  ports: { readonly database: { readonly prisma: Pick<Tx, 'user'> } },
  actor: Actor,
  userId: string,
): Promise<User> {
  const user = await ports.database.prisma.user.findUnique({ where: { id: userId } });
  const maySee =
    actor.userId === userId || actor.grants.some((grant) => grant.actions.has('user:read'));
  if (user === null || !maySee) throw userNotFound('There is no such user.');
  return user;
}
