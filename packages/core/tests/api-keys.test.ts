import { newApiKey, parseCredential } from '@bonded/auth';
import { can } from '@bonded/core/access';
import { createRole, updateRole } from '@bonded/core/identity';
import { createApiKey, logInForKey, revokeApiKey } from '@bonded/core/keys';
import { placeOfRepository } from '@bonded/core/repositories';
import { fakeClock, waitFor } from '@bonded/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { countQueries } from './count-queries.ts';
import { makeRepository } from './goods.ts';
import { actorOf, origin, password, signInAdmin, signInNew } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const clock = fakeClock(new Date());
const warehouse = await openWarehouse({ clock });
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
const pears = await makeRepository(warehouse, admin, { slug: 'pears' });
const publisher = await signInNew(warehouse, admin, 'publisher', {
  role: 'Publisher',
  project: 'harbour',
});

const withKey = (secret: string) =>
  actorOf(ports, parseCredential({ authorization: `Bearer ${secret}` }));

beforeEach(() => ports.principals.clear());

describe('an API key', () => {
  it('is its owner where nothing narrows it', async () => {
    const { secret, apiKey } = await createApiKey(ports, publisher, { name: 'all of mine' });
    expect(apiKey.prefix).toBe(secret.slice(0, apiKey.prefix.length));
    expect(JSON.stringify(await prisma.apiKey.findMany())).not.toContain(secret);
    const actor = await withKey(secret);
    expect(actor).toMatchObject({ kind: 'api-key', userId: publisher.userId, name: 'publisher' });
    expect(can(actor, 'artifact:publish', placeOfRepository(apples))).toBe(true);
  });

  it('does what both it and its owner may do, where both may', async () => {
    const { secret } = await createApiKey(ports, publisher, {
      name: 'one shelf',
      actions: ['artifact:publish', 'artifact:delete', 'user:update'],
      project: 'harbour',
      repository: 'apples',
    });
    const actor = await withKey(secret);
    expect(can(actor, 'artifact:publish', placeOfRepository(apples))).toBe(true);
    expect(can(actor, 'artifact:publish', placeOfRepository(pears))).toBe(false);
    expect(can(actor, 'artifact:read', placeOfRepository(apples))).toBe(false);
    expect(can(actor, 'artifact:delete', placeOfRepository(apples))).toBe(false);
    expect(can(actor, 'user:update', { kind: 'global' })).toBe(false);
  });

  it('shrinks with its owner', async () => {
    const role = await createRole(ports, admin, {
      name: 'Porter',
      actions: ['key:create', 'repository:read', 'artifact:download'],
    });
    const porter = await signInNew(warehouse, admin, 'porter', { role: 'Porter' });
    const { secret } = await createApiKey(ports, porter, { name: 'porter' });
    expect(can(await withKey(secret), 'artifact:download', placeOfRepository(apples))).toBe(true);
    await updateRole(ports, admin, { id: role.id, actions: ['repository:read'] });
    ports.principals.clear();
    expect(can(await withKey(secret), 'artifact:download', placeOfRepository(apples))).toBe(false);
  });

  it('makes no further key', async () => {
    const { secret } = await createApiKey(ports, publisher, { name: 'parent' });
    const child = createApiKey(ports, await withKey(secret), { name: 'child' });
    expect(await codeOf(child)).toBe('ACCESS_DENIED');
  });

  it('ends at its hour, also while it is kept', async () => {
    const expiresAt = new Date(clock.now().getTime() + 60_000);
    const { secret } = await createApiKey(ports, publisher, { name: 'brief', expiresAt });
    await withKey(secret);
    clock.advance(60_000);
    expect(await codeOf(withKey(secret))).toBe('CREDENTIAL_INVALID');
    const past = createApiKey(ports, publisher, { name: 'stale', expiresAt });
    expect(await codeOf(past)).toBe('INVALID_INPUT');
  });

  it('that is revoked, unknown or made up is refused in the same words', async () => {
    const { secret, apiKey } = await createApiKey(ports, publisher, { name: 'lost' });
    await revokeApiKey(ports, publisher, { id: apiKey.id });
    await revokeApiKey(ports, publisher, { id: apiKey.id });
    for (const text of [secret, newApiKey()]) {
      await expect(withKey(text)).rejects.toThrow('The API key is not valid.');
    }
    const revocations = { action: 'key.revoke', resourceId: apiKey.id };
    expect(await prisma.auditEvent.count({ where: revocations })).toBe(1);
  });

  it('is not revoked by others, who do not learn of it', async () => {
    const { apiKey } = await createApiKey(ports, publisher, { name: 'mine' });
    const stranger = await signInNew(warehouse, admin, 'stranger', { role: 'Consumer' });
    expect(await codeOf(revokeApiKey(ports, stranger, { id: apiKey.id }))).toBe(
      'API_KEY_NOT_FOUND',
    );
    expect(await revokeApiKey(ports, admin, { id: apiKey.id })).toMatchObject({
      revokedAt: clock.now(),
    });
  });

  it('D3.6 costs no query when it is mistyped, 10,000 times', async () => {
    const key = newApiKey();
    const mistyped = Array.from({ length: 10_000 }, (_, at) => {
      const place = 4 + (at % 32);
      const other = key[place] === 'a' ? 'b' : 'a';
      return `${key.slice(0, place)}${other}${key.slice(place + 1)}`;
    });
    const queries = await countQueries(warehouse, async () => {
      for (const text of mistyped) expect(await codeOf(withKey(text))).toBe('CREDENTIAL_INVALID');
    });
    expect(queries).toBe(0);
  });

  it('leaves a trace of its first use and of each new address, not of every use', async () => {
    const { secret, apiKey } = await createApiKey(ports, publisher, { name: 'traced' });
    const trace = () =>
      prisma.auditEvent.findMany({
        where: { resourceId: apiKey.id, action: { in: ['key.first-use', 'key.new-address'] } },
        orderBy: { sequence: 'asc' },
      });
    const replicas = [ports, await warehouse.openReplica(), await warehouse.openReplica()];
    const credential = parseCredential({ authorization: `Bearer ${secret}` });
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => actorOf(replicas[at % 3] ?? ports, credential)),
    );
    const where = { resourceId: apiKey.id };
    await waitFor(() =>
      replicas.every(({ keyUses }) => keyUses.peek(`${apiKey.id} ${origin.ip}`) !== undefined),
    );
    expect(await prisma.auditEvent.count({ where })).toBe(2);
    const row = await prisma.apiKey.findUniqueOrThrow({ where: { id: apiKey.id } });
    expect(row).toMatchObject({ lastUsedAt: clock.now(), lastUsedIp: origin.ip });
    expect(await trace()).toMatchObject([{ action: 'key.first-use', ip: origin.ip }]);
  });
});

it('a password is traded for a key, as npm login does', async () => {
  const input = { username: 'publisher', password, key: { name: 'laptop' } };
  const { secret } = await logInForKey(ports, origin, input, signal);
  expect(await withKey(secret)).toMatchObject({ kind: 'api-key', name: 'publisher' });
  const wrong = logInForKey(ports, origin, { ...input, password: 'not this one' }, signal);
  expect(await codeOf(wrong)).toBe('SIGN_IN_FAILED');
});
