import { isDeepStrictEqual } from 'node:util';
import type { PasswordHasher } from '@bonded/auth';
import { type Database, type Tx, takeTurn, transact } from '@bonded/database';
import { newId, type Secret } from '@bonded/kernel';
import { builtInRoles, globalScope, serviceActor } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { recordAudit } from '../trail/index.ts';

const setUp = serviceActor('set-up', []);

/** Writes the built-in roles as this release defines them. Idempotent: run at every start. */
export async function ensureBuiltInRoles(database: Database): Promise<void> {
  await transact(database, async (tx) => {
    await takeTurn(tx, 'built-in roles');
    for (const [name, role] of Object.entries(builtInRoles)) {
      await ensureRole(tx, name, { description: role.says, actions: [...role.actions] });
    }
  });
}

async function ensureRole(
  tx: Tx,
  name: string,
  wanted: { readonly description: string; readonly actions: string[] },
): Promise<void> {
  const before = await tx.role.findUnique({ where: { name } });
  const isSame =
    before?.description === wanted.description && isDeepStrictEqual(before.actions, wanted.actions);
  if (isSame) return;
  const role = await tx.role.upsert({
    where: { name },
    create: { id: newId(), name, isBuiltIn: true, ...wanted },
    update: { isBuiltIn: true, ...wanted },
  });
  await recordAudit(tx, setUp, {
    action: before === null ? 'role.create' : 'role.update',
    resource: { kind: 'role', id: role.id, name },
    place: globalScope,
    details: { before: before?.actions ?? [], after: wanted.actions },
  });
  announce(tx, { type: 'access.changed', userId: null });
}

const adminUsername = 'admin';

/**
 * Makes the first admin where there is no user at all; later starts change nothing. True when it
 * was made now.
 */
export async function ensureFirstAdmin(
  ports: { readonly database: Database; readonly passwords: PasswordHasher },
  password: Secret,
  signal: AbortSignal,
): Promise<boolean> {
  if ((await ports.database.prisma.user.count({ take: 1 })) > 0) return false;
  const passwordHash = await ports.passwords.hash(password.reveal(), signal);
  return transact(ports.database, async (tx) => {
    // Two gateways that start together: one makes the admin, the other sees it.
    await takeTurn(tx, 'first admin');
    if ((await tx.user.count({ take: 1 })) > 0) return false;
    const role = await tx.role.findUniqueOrThrow({ where: { name: 'Admin' } });
    const user = await tx.user.create({
      data: {
        id: newId(),
        username: adminUsername,
        displayName: 'Administrator',
        passwordHash,
        bindings: { create: { id: newId(), roleId: role.id, scopeKind: 'GLOBAL' } },
      },
    });
    await recordAudit(tx, setUp, {
      action: 'user.create',
      resource: { kind: 'user', id: user.id, name: user.username },
      place: globalScope,
    });
    return true;
  });
}
