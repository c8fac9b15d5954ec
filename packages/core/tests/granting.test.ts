import type { Actor } from '@bonded/core/access';
import {
  changePassword,
  createBinding,
  createRole,
  deleteBinding,
  deleteRole,
  updateRole,
  updateUser,
} from '@bonded/core/identity';
import { describe, expect, it } from 'vitest';
import { makeRepository } from './goods.ts';
import { makeUser, signInAdmin, signInNew } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'apples' });
await makeRepository(warehouse, admin, { project: 'desert', slug: 'dates' });

async function roleId(name: string): Promise<string> {
  return (await prisma.role.findUniqueOrThrow({ where: { name } })).id;
}

const bob = await makeUser(warehouse, admin, 'bob');
await createRole(ports, admin, {
  name: 'Foreman',
  actions: ['project:read', 'repository:read', 'artifact:read', 'binding:update'],
});
const foreman = await signInNew(warehouse, admin, 'foreman', {
  role: 'Foreman',
  project: 'harbour',
});

async function give(
  actor: Actor,
  role: string,
  at: { project?: string; repository?: string } = {},
) {
  return createBinding(ports, actor, { userId: bob.id, roleId: await roleId(role), ...at });
}

describe('nobody gives more than they hold', () => {
  it('neither other actions, nor the same ones somewhere else', async () => {
    expect(await codeOf(give(foreman, 'Admin', { project: 'harbour' }))).toBe('GRANT_EXCEEDS_OWN');
    expect(await codeOf(give(foreman, 'Consumer', { project: 'harbour' }))).toBe(
      'GRANT_EXCEEDS_OWN',
    );
    expect(await codeOf(give(foreman, 'Foreman'))).toBe('ACCESS_DENIED');
    expect(await codeOf(give(foreman, 'Foreman', { project: 'desert' }))).toBe('PROJECT_NOT_FOUND');
  });

  it('but what they hold, they may give where they hold it', async () => {
    const binding = await give(foreman, 'Foreman', { project: 'harbour', repository: 'apples' });
    expect(binding).toMatchObject({ scopeKind: 'REPOSITORY', userId: bob.id });
    expect(await give(foreman, 'Foreman', { project: 'harbour', repository: 'apples' })).toEqual(
      binding,
    );
    await deleteBinding(ports, foreman, { id: binding.id });
    expect(await codeOf(deleteBinding(ports, foreman, { id: binding.id }))).toBe(
      'BINDING_NOT_FOUND',
    );
  });

  it('not through a role of their own making either', async () => {
    await createRole(ports, admin, { name: 'Role keeper', actions: ['role:update'] });
    const keeper = await signInNew(warehouse, admin, 'keeper', { role: 'Role keeper' });
    const wide = { name: 'Wide', actions: ['role:update', 'user:update'] };
    expect(await codeOf(createRole(ports, keeper, wide))).toBe('GRANT_EXCEEDS_OWN');
    const role = await createRole(ports, keeper, { name: 'Narrow', actions: ['role:update'] });
    const widened = updateRole(ports, keeper, { id: role.id, actions: ['user:update'] });
    expect(await codeOf(widened)).toBe('GRANT_EXCEEDS_OWN');
    await deleteRole(ports, keeper, { id: role.id });
  });

  it('and not by taking over somebody who holds more', async () => {
    await createRole(ports, admin, { name: 'Desk', actions: ['user:read', 'user:update'] });
    const desk = await signInNew(warehouse, admin, 'desk', { role: 'Desk' });
    const newPassword = 'let me in as the admin';
    const takeOver = { userId: admin.userId ?? '', newPassword };
    expect(await codeOf(changePassword(ports, desk, takeOver, signal))).toBe('GRANT_EXCEEDS_OWN');
    await changePassword(ports, desk, { userId: bob.id, newPassword }, signal);
  });
});

describe('roles', () => {
  it('that are built in stay as they are', async () => {
    const id = await roleId('Consumer');
    expect(await codeOf(updateRole(ports, admin, { id, actions: [] }))).toBe('ROLE_BUILT_IN');
    expect(await codeOf(deleteRole(ports, admin, { id }))).toBe('ROLE_BUILT_IN');
  });

  it('that somebody has are not deleted', async () => {
    const id = await roleId('Foreman');
    expect(await codeOf(deleteRole(ports, admin, { id }))).toBe('ROLE_IN_USE');
  });

  it('have names of their own', async () => {
    const again = createRole(ports, admin, { name: 'Foreman', actions: [] });
    expect(await codeOf(again)).toBe('ROLE_ALREADY_EXISTS');
  });
});

describe('the last admin', () => {
  const adminId = admin.userId ?? '';

  it('cannot be disabled, nor lose the role', async () => {
    const disable = updateUser(ports, admin, { id: adminId, isDisabled: true });
    expect(await codeOf(disable)).toBe('LAST_ADMIN');
    const { id } = await prisma.binding.findFirstOrThrow({ where: { userId: adminId } });
    expect(await codeOf(deleteBinding(ports, admin, { id }))).toBe('LAST_ADMIN');
    const row = await prisma.user.findUniqueOrThrow({ where: { id: adminId } });
    expect(row.isDisabled).toBe(false);
  });

  it('remains when the last two disable each other at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const other = await signInNew(warehouse, admin, `other-${round}`, { role: 'Admin' });
      const outcomes = await Promise.allSettled([
        updateUser(ports, admin, { id: other.userId ?? '', isDisabled: true }),
        updateUser(ports, other, { id: adminId, isDisabled: true }),
      ]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const left = await prisma.user.count({
        where: { isDisabled: false, bindings: { some: { role: { name: 'Admin' } } } },
      });
      expect(left).toBe(1);
      // NOTE: set up again for the next round, past every rule.
      await prisma.user.update({ where: { id: adminId }, data: { isDisabled: false } });
      await prisma.user.update({ where: { id: other.userId ?? '' }, data: { isDisabled: true } });
    }
  });
});
