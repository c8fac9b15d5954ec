import { type Binding, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, authorise, columnsOf, isAction, scopeOf } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { id, parseInput, slug } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { findScope } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { bindingNotFound, roleNotFound, userNotFound } from './errors.ts';
import { requireAnAdmin } from './last-admin.ts';
import { requireOwn } from './roles.ts';

const input = z
  .object({ userId: id, roleId: id, project: slug.nullish(), repository: slug.nullish() })
  .refine((value) => value.repository == null || value.project != null, {
    path: ['project'],
    message: 'A repository is named together with its project.',
  });

type BindingPorts = Pick<Ports, 'database'>;

/**
 * Gives a user a role: everywhere, in a project, or in a repository. Errors: GRANT_EXCEEDS_OWN,
 * *_NOT_FOUND.
 */
export async function createBinding(
  ports: BindingPorts,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<Binding> {
  const wanted = parseInput(input, raw);
  const scope = await findScope(ports, actor, wanted);
  await authorise(ports, actor, {
    action: 'binding:update',
    place: scope,
    resource: { kind: 'binding', name: wanted.userId },
  });
  const prisma = ports.database.prisma;
  const user = await prisma.user.findUnique({ where: { id: wanted.userId } });
  if (user === null) throw userNotFound('There is no such user.');
  const role = await prisma.role.findUnique({ where: { id: wanted.roleId } });
  if (role === null) throw roleNotFound('There is no such role.');
  requireOwn(actor, role.actions.filter(isAction), scope);
  return transact(ports.database, async (tx) => {
    const place = columnsOf(scope);
    const same = { userId: user.id, roleId: role.id, ...place };
    const existing = await tx.binding.findFirst({ where: same });
    if (existing !== null) return existing;
    const binding = await tx.binding.create({ data: { id: newId(), ...same } });
    await recordAudit(tx, actor, {
      action: 'binding.create',
      resource: { kind: 'binding', id: binding.id, name: `${user.username} as ${role.name}` },
      place: scope,
    });
    announce(tx, { type: 'access.changed', userId: user.id });
    return binding;
  });
}

/** Takes a role back. Errors: BINDING_NOT_FOUND, LAST_ADMIN. */
export async function deleteBinding(
  ports: BindingPorts,
  actor: Actor,
  raw: { readonly id: string },
): Promise<void> {
  const binding = await ports.database.prisma.binding.findUnique({
    where: parseInput(z.object({ id }), raw),
    include: { user: true, role: true, repository: { select: { projectId: true } } },
  });
  if (binding === null) throw bindingNotFound('There is no such binding.');
  const place = scopeOf({ ...binding, homeId: binding.repository?.projectId ?? null });
  const name = `${binding.user.username} as ${binding.role.name}`;
  const resource = { kind: 'binding', id: binding.id, name };
  const hiddenAs = () => bindingNotFound('There is no such binding.');
  await authorise(ports, actor, { action: 'binding:update', place, resource, hiddenAs });
  await transact(ports.database, async (tx) => {
    await tx.binding.deleteMany({ where: { id: binding.id } });
    await requireAnAdmin(tx);
    await recordAudit(tx, actor, { action: 'binding.delete', resource, place });
    announce(tx, { type: 'access.changed', userId: binding.userId });
  });
}
