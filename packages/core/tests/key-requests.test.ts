import { parseCredential } from '@bonded/auth';
import { can } from '@bonded/core/access';
import { updateUser } from '@bonded/core/identity';
import {
  collectKey,
  createApiKey,
  grantKeyRequest,
  refuseKeyRequest,
  requestKey,
} from '@bonded/core/keys';
import { placeOfRepository } from '@bonded/core/repositories';
import { fakeClock } from '@bonded/testing';
import { expect, it } from 'vitest';
import { makeRepository } from './goods.ts';
import { actorOf, origin, signInAdmin, signInNew } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const clock = fakeClock(new Date());
const warehouse = await openWarehouse({ clock });
const { ports } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
const pears = await makeRepository(warehouse, admin, { slug: 'pears' });
const place = { project: 'harbour', repository: 'apples' };
const publisher = await signInNew(warehouse, admin, 'publisher', {
  role: 'Publisher',
  project: 'harbour',
});
const stranger = await signInNew(warehouse, admin, 'stranger', {
  role: 'Publisher',
  project: (await makeRepository(warehouse, admin, { slug: 'plums', project: 'elsewhere' })).project
    .slug,
});

const begin = () => requestKey(ports, origin, place);
const collect = (secret: string) =>
  collectKey(ports, origin, {
    secret,
    name: 'npm login',
    expiresAt: new Date(clock.now().getTime() + 60_000),
  });

it('a client waits until somebody says that it is theirs, and gets their key once', async () => {
  const { id, secret } = await begin();
  expect(await collect(secret)).toBeNull();
  await grantKeyRequest(ports, publisher, { id });
  const collected = await collect(secret);
  const actor = await actorOf(
    ports,
    parseCredential({ authorization: `Bearer ${collected?.secret}` }),
  );
  expect(actor).toMatchObject({ kind: 'api-key', name: 'publisher' });
  expect(can(actor, 'artifact:publish', placeOfRepository(apples))).toBe(true);
  expect(can(actor, 'artifact:publish', placeOfRepository(pears))).toBe(false);
  expect(await codeOf(collect(secret))).toBe('KEY_REQUEST_NOT_FOUND');
});

it('of two that fetch at the same moment, one gets a key', async () => {
  const { id, secret } = await begin();
  await grantKeyRequest(ports, publisher, { id });
  const before = await prisma.apiKey.count();
  const fetched = await Promise.allSettled([collect(secret), collect(secret), collect(secret)]);
  expect(fetched.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await prisma.apiKey.count()).toBe(before + 1);
});

it('what grants does not fetch, and what fetches does not grant', async () => {
  const { id, secret } = await begin();
  expect(await codeOf(collect(id))).toBe('KEY_REQUEST_NOT_FOUND');
  expect(await codeOf(grantKeyRequest(ports, publisher, { id: secret }))).toBe('INVALID_INPUT');
  expect(JSON.stringify(await prisma.keyRequest.findMany())).not.toContain(secret);
});

it('an answer is given once, by a person who may see the repository, by no key', async () => {
  const { id, secret } = await begin();
  expect(await codeOf(grantKeyRequest(ports, stranger, { id }))).toBe('REPOSITORY_NOT_FOUND');
  const made = await createApiKey(ports, publisher, { name: 'a key' });
  const key = await actorOf(ports, parseCredential({ authorization: `Bearer ${made.secret}` }));
  expect(await codeOf(grantKeyRequest(ports, key, { id }))).toBe('ACCESS_DENIED');
  await refuseKeyRequest(ports, publisher, { id });
  expect(await codeOf(grantKeyRequest(ports, publisher, { id }))).toBe('KEY_REQUEST_NOT_FOUND');
  expect(await codeOf(collect(secret))).toBe('ACCESS_DENIED');
});

it('a request ends with its time, and with whoever granted it', async () => {
  const late = await begin();
  const orphaned = await begin();
  const temp = await signInNew(warehouse, admin, 'temp', { role: 'Publisher', project: 'harbour' });
  await grantKeyRequest(ports, temp, { id: orphaned.id });
  await updateUser(ports, admin, { id: temp.userId ?? '', isDisabled: true });
  expect(await codeOf(collect(orphaned.secret))).toBe('KEY_REQUEST_NOT_FOUND');
  await grantKeyRequest(ports, publisher, { id: late.id });
  clock.advance(11 * 60_000);
  expect(await codeOf(collect(late.secret))).toBe('KEY_REQUEST_NOT_FOUND');
  expect(await codeOf(refuseKeyRequest(ports, publisher, { id: late.id }))).toBe(
    'KEY_REQUEST_NOT_FOUND',
  );
});

it('one address cannot make all others wait', async () => {
  for (let at = 0; at < 30; at += 1) await begin();
  expect(await codeOf(begin())).toBe('KEY_REQUESTS_TOO_MANY');
  const elsewhere = { ...origin, ip: '2001:db8::1' };
  await expect(requestKey(ports, elsewhere, place)).resolves.toMatchObject({});
  clock.advance(11 * 60_000);
  await begin();
  expect(await prisma.keyRequest.count()).toBe(1);
});
