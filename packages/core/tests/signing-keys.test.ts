import { rotateSigningKeys } from '@bonded/core/identity';
import { fakeClock, waitFor } from '@bonded/testing';
import { expect, it } from 'vitest';
import { actorBehind, signInAdmin, signInAs } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const day = 24 * 60 * 60 * 1000;
const clock = fakeClock(new Date());
const warehouse = await openWarehouse({ clock });
const { ports } = warehouse;
const { database } = ports;
const replica = await warehouse.openReplica();
await signInAdmin(warehouse);

const rotate = () => rotateSigningKeys({ database, keks: warehouse.keks }, clock.now());
const keys = () => database.prisma.signingKey.findMany({ orderBy: { activeFrom: 'asc' } });
const kidsOf = (process: typeof ports) =>
  process
    .ring()
    .jwks(clock.now())
    .keys.map(({ kid }) => kid);

function kidOf(token: string): unknown {
  const [header = ''] = token.split('.');
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: unknown }).kid;
}

// NOTE: one story, in order: the clock only goes forward.
it('D3.10 replicas that start together share one key', async () => {
  expect(await keys()).toHaveLength(1);
  const { accessToken } = await signInAs(warehouse, 'admin');
  expect(await actorBehind(replica, accessToken)).toMatchObject({ name: 'admin' });
  expect(await rotate()).toBe(false);
});

it('D3.10 a successor is made once, and known everywhere two days before it signs', async () => {
  const [first] = await keys();
  clock.advance(28 * day);
  const made = await Promise.all(Array.from({ length: 5 }, rotate));
  expect(made.filter(Boolean)).toHaveLength(1);
  const [, second] = await keys();
  expect(second?.activeFrom).toEqual(first?.expiresAt);
  await waitFor(() => [ports, replica].every((each) => kidsOf(each).length === 2));
  const { accessToken } = await signInAs(warehouse, 'admin');
  expect(kidOf(accessToken)).toBe(first?.kid);
});

it('D3.10 tokens of the old key are good until they end, on every replica', async () => {
  const [first, second] = await keys();
  clock.set(new Date((first?.expiresAt.getTime() ?? 0) - 1_000));
  const before = await signInAs(warehouse, 'admin');
  clock.advance(2_000);
  const after = await signInAs(warehouse, 'admin');
  expect([kidOf(before.accessToken), kidOf(after.accessToken)]).toEqual([first?.kid, second?.kid]);
  for (const { accessToken } of [before, after]) {
    for (const each of [ports, replica]) {
      expect(await actorBehind(each, accessToken)).toMatchObject({ name: 'admin' });
    }
  }
  clock.advance(2 * 60 * 60 * 1000);
  expect(await codeOf(actorBehind(replica, before.accessToken))).toMatch(/^TOKEN_/);
  expect(kidsOf(replica)).toEqual([second?.kid]);
});

it('a key that is long retired is forgotten, and every change is in the log', async () => {
  const [first] = await keys();
  clock.advance(28 * day);
  expect(await rotate()).toBe(true);
  expect((await keys()).map(({ kid }) => kid)).not.toContain(first?.kid);
  const where = { action: 'signing-key.create' };
  expect(await database.prisma.auditEvent.count({ where })).toBe(3);
});

it('the private half is nowhere in the clear', async () => {
  for (const { publicJwk, sealedPrivate } of await keys()) {
    expect(Object.keys(publicJwk as object)).not.toContain('d');
    expect(Buffer.from(sealedPrivate).toString('latin1')).not.toContain('PRIVATE');
  }
});
