import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeKeyWithId,
  makeProject,
  revokeKey,
  signIn,
} from '../stack/api.ts';
import { type Address, everyAddress, read, type Shelf } from './driver.ts';
import { servedDrivers } from './served-formats.ts';
import { makeShelf, publish, readerOf, untilState } from './versions.ts';

const admin = await signIn();
const drivers = await servedDrivers(admin);
const [published, wanted] = ['1.0.0', '1.1.0'];

/** Whose knock is answered how, on whatever address. */
interface Callers {
  readonly anonymous: Client;
  readonly revokedKey: Client;
  readonly mistypedKey: Client;
  readonly readOnlyKey: Client;
  readonly otherProjectsKey: Client;
}

async function callersOf(shelf: Shelf): Promise<Callers> {
  const revoked = await makeKeyWithId(admin, { project: shelf.place.project });
  await revokeKey(admin, revoked.id);
  return {
    anonymous: clientWith(null),
    revokedKey: clientWith(revoked.secret),
    mistypedKey: clientWith(
      `${revoked.secret.slice(0, -1)}${revoked.secret.endsWith('0') ? 1 : 0}`,
    ),
    readOnlyKey: await readerOf(admin, shelf),
    otherProjectsKey: clientWith(await makeKey(admin, { project: await makeProject(admin) })),
  };
}

/** What differs between two answers to the same question. */
async function wordsOf(answer: Response, place: Shelf['place']): Promise<string> {
  const text = await answer.text();
  return text
    .replaceAll(/"requestId":"[^"]+"/g, '')
    .replaceAll(place.project, 'PROJECT')
    .replaceAll(place.repository, 'REPOSITORY');
}

describe.each(drivers)('$format', (driver) => {
  let shelf: Shelf;
  let addresses: readonly Address[];
  let callers: Callers;

  beforeAll(async () => {
    shelf = await makeShelf(admin, driver);
    await publish(driver, shelf, published);
    await untilState(driver, shelf, published, 'RELEASED');
    addresses = [
      ...driver.indexes.map(({ at }) => at(shelf.place)),
      driver.direct(shelf.place, published),
      ...driver.others(shelf.place, published),
    ];
    callers = await callersOf(shelf);
  });

  it.each(['anonymous', 'revokedKey', 'mistypedKey'] as const)(
    'asks for a sign-in on every address: %s',
    async (name) => {
      for (const address of everyAddress(driver, shelf.place, published)) {
        const answer = await read(callers[name], address);
        await answer.arrayBuffer();
        expect(answer.status, address.path).toBe(401);
        expect(answer.headers.get('www-authenticate'), address.path).toMatch(/^(Basic|Bearer) /);
      }
      const refused = await driver.send(
        { ...shelf, client: callers[name] },
        wanted,
        await driver.pack(wanted),
      );
      expect(refused.status, await refused.text()).toBe(401);
    },
  );

  it('lets a read-only key read every address and publish nothing', async () => {
    for (const address of addresses) {
      const answer = await read(callers.readOnlyKey, address);
      await answer.arrayBuffer();
      expect(answer.status, address.path).toBe(200);
    }
    const reader = { ...shelf, client: callers.readOnlyKey };
    const refused = await driver.send(reader, wanted, await driver.pack(wanted));
    expect(refused.status, await refused.text()).toBe(403);
  });

  it('tells the key of another project what it tells of an absent repository', async () => {
    const absent = {
      ...shelf.place,
      project: 'no-such-project',
      path: `no-such-project/${shelf.place.repository}`,
    };
    const stranger = callers.otherProjectsKey;
    const there = everyAddress(driver, shelf.place, published);
    for (const [index, address] of everyAddress(driver, absent, published).entries()) {
      const hidden = await read(stranger, there[index] ?? address);
      const missing = await read(stranger, address);
      expect(hidden.status, address.path).toBe(404);
      expect(missing.status, address.path).toBe(404);
      expect(await wordsOf(hidden, shelf.place)).toBe(await wordsOf(missing, absent));
    }
    const archive = await driver.pack(wanted);
    const refused = await driver.send({ client: stranger, place: shelf.place }, wanted, archive);
    expect(refused.status, await refused.text()).toBe(404);
  });

  it('gives a public repository to everybody who reads, and to nobody who is unknown', async () => {
    const open = await makeShelf(admin, driver, { isPublic: true });
    await publish(driver, open, published);
    await untilState(driver, open, published, 'RELEASED');
    const { place } = open;
    for (const at of [
      ...driver.indexes.map((index) => index.at(place)),
      driver.direct(place, published),
    ]) {
      const answer = await read(callers.anonymous, at);
      await answer.arrayBuffer();
      expect(answer.status, at.path).toBe(200);
    }
    const refused = await driver.send(
      { client: callers.anonymous, place },
      wanted,
      await driver.pack(wanted),
    );
    expect(refused.status, await refused.text()).toBe(401);
  });

  it('answers HEAD as GET without the body, and an unchanged document with 304', async () => {
    for (const address of addresses.slice(0, driver.indexes.length + 1)) {
      const whole = await read(callers.readOnlyKey, address);
      await whole.arrayBuffer();
      const head = await read(callers.readOnlyKey, address, { method: 'HEAD' });
      expect(head.status, address.path).toBe(200);
      expect(await head.text()).toBe('');
      expect(head.headers.get('content-type'), address.path).toBe(
        whole.headers.get('content-type'),
      );
      const etag = whole.headers.get('etag');
      if (etag === null) continue;
      expect(head.headers.get('etag'), address.path).toBe(etag);
      const again = await read(callers.readOnlyKey, address, {
        headers: { 'if-none-match': etag },
      });
      expect(again.status, address.path).toBe(304);
    }
  });
});
