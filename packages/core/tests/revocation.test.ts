import { parseCredential } from '@bonded/auth';
import {
  changePassword,
  createRole,
  deleteBinding,
  updateRole,
  updateUser,
} from '@bonded/core/identity';
import { createApiKey, revokeApiKey } from '@bonded/core/keys';
import { waitFor } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { actorBehind, actorOf, password, signInAdmin, signInAs, signInNew } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const replica = await warehouse.openReplica();
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
await createRole(ports, admin, { name: 'Watcher', actions: ['user:read'] });

let people = 0;

/** Somebody whose credentials the other replica has just seen, and keeps. */
async function somebody(role = 'Watcher') {
  people += 1;
  const username = `somebody-${people}`;
  const actor = await signInNew(warehouse, admin, username, { role });
  const { accessToken } = await signInAs(warehouse, username);
  expect((await actorBehind(replica, accessToken)).grants).not.toEqual([]);
  return { userId: actor.userId ?? '', actor, accessToken };
}

/**
 * Asks the other replica until what it says has changed; a lapse of its cache would take longer.
 */
async function isNoticed(condition: () => Promise<boolean>): Promise<boolean> {
  return waitFor(condition, { timeoutMs: 2_000, what: 'the other replica to notice' });
}

function isRefused(act: () => Promise<unknown>): Promise<boolean> {
  return act().then(
    () => false,
    () => true,
  );
}

describe('D3.11 on every replica at once', () => {
  it('a binding that is taken back', async () => {
    const { userId, accessToken } = await somebody();
    const binding = await prisma.binding.findFirstOrThrow({ where: { userId } });
    await deleteBinding(ports, admin, { id: binding.id });
    expect(
      await isNoticed(async () => (await actorBehind(replica, accessToken)).grants.length === 0),
    ).toBe(true);
  });

  it('a role that allows something else', async () => {
    const role = await createRole(ports, admin, { name: 'Turning', actions: ['user:read'] });
    const { accessToken } = await somebody('Turning');
    await updateRole(ports, admin, { id: role.id, actions: ['role:read'] });
    expect(
      await isNoticed(async () => {
        const { grants } = await actorBehind(replica, accessToken);
        return grants.every(({ actions }) => actions.has('role:read') && !actions.has('user:read'));
      }),
    ).toBe(true);
  });

  it('a user who is disabled, with every session and key', async () => {
    const { userId, actor, accessToken } = await somebody('Consumer');
    const { secret } = await createApiKey(ports, actor, { name: 'ci' });
    const key = parseCredential({ authorization: `Bearer ${secret}` });
    await actorOf(replica, key);
    await updateUser(ports, admin, { id: userId, isDisabled: true });
    expect(await isNoticed(() => isRefused(() => actorBehind(replica, accessToken)))).toBe(true);
    expect(await isNoticed(() => isRefused(() => actorOf(replica, key)))).toBe(true);
  });

  it('a key that is revoked', async () => {
    const { actor } = await somebody('Consumer');
    const { apiKey, secret } = await createApiKey(ports, actor, { name: 'ci' });
    const key = parseCredential({ authorization: `Bearer ${secret}` });
    await actorOf(replica, key);
    await revokeApiKey(ports, actor, { id: apiKey.id });
    expect(await isNoticed(() => isRefused(() => actorOf(replica, key)))).toBe(true);
  });

  it('all other sessions, where the password changed', async () => {
    const { actor, accessToken } = await somebody('Consumer');
    const input = { currentPassword: password, newPassword: 'another warehouse of pears' };
    await changePassword(ports, actor, input, warehouse.signal);
    expect(await isNoticed(() => isRefused(() => actorBehind(replica, accessToken)))).toBe(true);
  });
});
