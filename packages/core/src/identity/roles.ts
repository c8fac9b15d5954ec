import { isForeignKeyViolation, isUniqueViolation, type Role, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import {
  type Action,
  type Actor,
  allActions,
  authorise,
  can,
  globalScope,
  type Scope,
} from '../access/index.ts';
import { announce } from '../events/index.ts';
import { definedOf, description, displayName, id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import {
  grantExceedsOwn,
  roleAlreadyExists,
  roleBuiltIn,
  roleInUse,
  roleNotFound,
} from './errors.ts';

const actions = z
  .array(z.enum(allActions))
  .max(allActions.length)
  .transform((all) => [...new Set(all)]);
const createInput = z.object({ name: displayName, description: description.default(''), actions });
const updateInput = z.object({
  id,
  description: description.optional(),
  actions: actions.optional(),
});

type RolePorts = Pick<Ports, 'database'>;

/**
 * Makes a custom role. Nobody puts into a role what they may not do themselves. Errors:
 * ROLE_ALREADY_EXISTS.
 */
export async function createRole(
  ports: RolePorts,
  actor: Actor,
  raw: { name: string; description?: string | undefined; actions: readonly string[] },
): Promise<Role> {
  const wanted = parseInput(createInput, raw);
  await authoriseRoles(ports, actor, { kind: 'role', name: wanted.name });
  requireOwn(actor, wanted.actions, globalScope);
  try {
    return await transact(ports.database, async (tx) => {
      const role = await tx.role.create({ data: { id: newId(), ...wanted } });
      await recordAudit(tx, actor, {
        action: 'role.create',
        resource: { kind: 'role', id: role.id, name: role.name },
        place: globalScope,
        details: { actions: wanted.actions },
      });
      return role;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw roleAlreadyExists(`There is already a role "${wanted.name}".`, { cause: error });
  }
}

/**
 * Changes a custom role, for everybody who has it, within seconds. Errors: ROLE_NOT_FOUND,
 * ROLE_BUILT_IN.
 */
export async function updateRole(
  ports: RolePorts,
  actor: Actor,
  raw: { id: string; description?: string | undefined; actions?: readonly string[] | undefined },
): Promise<Role> {
  const { id: roleId, ...rest } = parseInput(updateInput, raw);
  const changes = definedOf(rest);
  const role = await findCustomRole(ports, actor, roleId);
  const resource = { kind: 'role', id: roleId, name: role.name };
  requireOwn(actor, changes.actions ?? [], globalScope);
  return transact(ports.database, async (tx) => {
    const updated = await tx.role.update({ where: { id: roleId }, data: changes });
    const details = { before: role.actions, after: updated.actions };
    await recordAudit(tx, actor, { action: 'role.update', resource, place: globalScope, details });
    announce(tx, { type: 'access.changed', userId: null });
    return updated;
  });
}

/** Deletes a custom role that nobody has. Errors: ROLE_NOT_FOUND, ROLE_BUILT_IN, ROLE_IN_USE. */
export async function deleteRole(
  ports: RolePorts,
  actor: Actor,
  input: { readonly id: string },
): Promise<void> {
  const role = await findCustomRole(ports, actor, input.id);
  const resource = { kind: 'role', id: role.id, name: role.name };
  try {
    await transact(ports.database, async (tx) => {
      const { count } = await tx.role.deleteMany({ where: { id: role.id } });
      if (count === 0) throw roleNotFound('There is no such role.');
      await recordAudit(tx, actor, { action: 'role.delete', resource, place: globalScope });
    });
  } catch (error) {
    // Bindings hold on to their role: PostgreSQL counts them better than we would.
    if (!isForeignKeyViolation(error)) throw error;
    throw roleInUse(`Somebody has "${role.name}". Take it back first.`, { cause: error });
  }
}

async function findCustomRole(ports: RolePorts, actor: Actor, roleId: string): Promise<Role> {
  await authoriseRoles(ports, actor, { kind: 'role', id: roleId, name: roleId });
  const role = await ports.database.prisma.role.findUnique({ where: { id: roleId } });
  if (role === null) throw roleNotFound('There is no such role.');
  if (role.isBuiltIn)
    throw roleBuiltIn(`"${role.name}" is built in. Make a role of your own instead.`);
  return role;
}

function authoriseRoles(
  ports: RolePorts,
  actor: Actor,
  resource: { kind: string; id?: string; name: string },
): Promise<void> {
  return authorise(ports, actor, { action: 'role:update', place: globalScope, resource });
}

/**
 * Rights are handed on, never made: what is given must be held at the same place. Errors:
 * GRANT_EXCEEDS_OWN.
 */
export function requireOwn(actor: Actor, given: readonly Action[], scope: Scope): void {
  const missing = given.filter((action) => !can(actor, action, scope));
  if (missing.length === 0) return;
  throw grantExceedsOwn(`You cannot give what you do not have: ${missing.join(', ')}.`, {
    details: { missing },
  });
}
