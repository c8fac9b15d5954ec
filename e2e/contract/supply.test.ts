import { beforeAll, describe, expect, inject, it } from 'vitest';
import { importRecord } from '../clients/npm/advisory.ts';
import { type Client, clientWith, makeKey, makeProject, type Place, signIn } from '../stack/api.ts';
import { addressOf, makeGroup, makeProxy } from '../stack/supply.ts';
import { type Address, everyAddress, read, type Shelf } from './driver.ts';
import { type ServedDriver, servedDrivers } from './served-formats.ts';
import { listArtifacts, makeShelf, offeredBy, publish, untilState } from './versions.ts';

const admin = await signIn();
const supplied = (await servedDrivers(admin)).filter(({ isSupplied }) => isSupplied === true);

const testTimeoutMs = 120_000;
/** None that another test has an advisory for. */
const versions = ['1.40.0', '1.41.0'] as const;
const malicious = '1.42.0';

/** May read cleared things of these places, and nothing else. */
async function readerAt(place: Place): Promise<Client> {
  const actions = ['repository:read', 'artifact:read', 'artifact:download'];
  return clientWith(await makeKey(admin, { project: place.project, actions }));
}

async function bytesOf(client: Client, driver: ServedDriver, place: Place, version: string) {
  const answer = await read(client, driver.direct(place, version));
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.status, bytes.subarray(0, 500).toString()).toBe(200);
  return bytes;
}

/** What somebody hears, without what differs between two places and two moments. */
async function saidTo(client: Client, address: Address, place: Place) {
  const answer = await read(client, address);
  const text = (await answer.text())
    .replaceAll(/"requestId":"[^"]+"/g, '')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, 'THEN')
    .replaceAll(place.project, 'PROJECT')
    .replaceAll(place.repository, 'REPOSITORY');
  return { status: answer.status, text };
}

/** A public hosted repository, in a project of its own: to a proxy it is a server like another. */
async function makeUpstream(driver: ServedDriver): Promise<Shelf> {
  const shelf = await makeShelf(admin, driver, { isPublic: true });
  for (const version of versions) {
    await publish(driver, shelf, version);
    await untilState(driver, shelf, version, 'RELEASED');
  }
  return shelf;
}

describe.each(supplied)('$format', (driver) => {
  let upstream: Shelf;
  let upstreamUrl: string;
  let proxy: Place;
  let reader: Client;

  beforeAll(async () => {
    upstream = await makeUpstream(driver);
    upstreamUrl = await addressOf(admin, upstream.place);
    proxy = await makeProxy(admin, driver.format, { upstreamUrl });
    reader = await readerAt(proxy);
  }, testTimeoutMs);

  /** Those that tell of what is upstream before anybody fetched it. */
  const told = driver.indexes.filter(({ isOfHeld }) => isOfHeld !== true);

  it('a proxy offers what its upstream offers, and gives the very bytes', async () => {
    for (const index of told) {
      const offered = await offeredBy(index, { client: reader, place: proxy });
      expect([...offered].toSorted()).toEqual([...versions]);
    }
    for (const version of versions) {
      const there = await bytesOf(admin, driver, upstream.place, version);
      expect(await bytesOf(reader, driver, proxy, version)).toEqual(there);
    }
    // One artifact a version, scanned and judged like any other.
    const held = await listArtifacts({ client: admin, place: proxy });
    expect(held.map(({ state }) => state)).toEqual(versions.map(() => 'RELEASED'));
    for (const index of driver.indexes) {
      const offered = await offeredBy(index, { client: reader, place: proxy });
      expect([...offered].toSorted()).toEqual([...versions]);
    }
  });

  it('a proxy names no address but its own', async () => {
    for (const index of driver.indexes) {
      const text = await (await read(reader, index.at(proxy))).text();
      expect(text).not.toContain(upstream.place.path);
    }
  });

  it('a file that was never asked for by an index comes too', async () => {
    const cold = await makeProxy(admin, driver.format, { upstreamUrl });
    const client = await readerAt(cold);
    const there = await bytesOf(admin, driver, upstream.place, versions[0]);
    expect(await bytesOf(client, driver, cold, versions[0])).toEqual(there);
  });

  it('many who ask for one cold file get it, and it is fetched once', async () => {
    const cold = await makeProxy(admin, driver.format, { upstreamUrl });
    const client = await readerAt(cold);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => bytesOf(client, driver, cold, versions[0])),
    );
    expect(new Set(answers.map((bytes) => bytes.toString('base64'))).size).toBe(1);
    expect(await listArtifacts({ client: admin, place: cold })).toHaveLength(1);
  });

  it('what was fetched is served while the upstream is set aside', async () => {
    const aside = await makeProxy(admin, driver.format, { upstreamUrl });
    const client = await readerAt(aside);
    await bytesOf(client, driver, aside, versions[0]);
    await admin.graphql(
      'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { repository { id } } }',
      { input: { id: aside.repositoryId, isOffline: true } },
    );
    await bytesOf(client, driver, aside, versions[0]);
    const [index] = driver.indexes;
    if (index === undefined) return;
    expect(await offeredBy(index, { client, place: aside })).toContain(versions[0]);
  });

  it('nobody publishes to a proxy or a group', async () => {
    const group = await makeGroup(admin, driver.format, { members: [proxy.path] });
    for (const place of [proxy, group]) {
      const archive = await driver.pack('1.49.0');
      const answer = await driver.send({ client: admin, place }, '1.49.0', archive);
      expect(answer.status, await answer.text()).toBe(403);
    }
  });

  it('D5.3 what is known as malicious is not given out, though upstream has it', async () => {
    if (driver.knownBy === 'content') return;
    await publish(driver, upstream, malicious);
    await untilState(driver, upstream, malicious, 'RELEASED');
    const away = await makeProxy(admin, driver.format, { upstreamUrl });
    // It becomes known after the upstream let it out; the proxy sees it for the first time.
    await importRecord(admin, {
      schema_version: '1.6.0',
      id: `MAL-2026-SUPPLY-${driver.format}`,
      modified: '2026-01-01T00:00:00Z',
      published: '2026-01-01T00:00:00Z',
      summary: 'Planted',
      affected: [
        {
          package: { ecosystem: driver.knownBy.ecosystem, name: driver.knownBy.name },
          versions: [malicious],
        },
      ],
    });
    const client = await readerAt(away);
    const answer = await read(client, driver.direct(away, malicious));
    const text = await answer.text();
    expect(answer.ok, text).toBe(false);
    // Refused upstream by then, or refused here with a receipt of ours.
    expect(`${text} ${answer.statusText} ${answer.status}`).toMatch(/BD-|404|410|403|503/);
    const states = (await listArtifacts({ client: admin, place: away })).map(({ state }) => state);
    expect(states).not.toContain('RELEASED');
  });

  it('D5.2 what is young waits, in every index and at its address', async () => {
    const calm = await makeProxy(admin, driver.format, { upstreamUrl, cooldownHours: 24 });
    const client = await readerAt(calm);
    for (const index of driver.indexes) {
      const answer = await read(client, index.at(calm));
      const text = await answer.text();
      const offered = answer.ok ? index.offered(text) : [];
      expect(index.isUndated === true ? [] : offered).toEqual([]);
    }
    const refused = await read(client, driver.direct(calm, versions[0]));
    const text = `${await refused.text()} ${refused.statusText}`;
    expect(refused.ok, text).toBe(false);
    expect(text).toMatch(/BD-[2-9A-Z]+/);
    const [held] = await listArtifacts({ client: admin, place: calm });
    expect(held?.state).toBe('QUARANTINED');
    await admin.graphql(
      'mutation ($input: ReleaseArtifactInput!) { releaseArtifact(input: $input) { artifact { id } } }',
      { input: { id: held?.id, note: 'We wrote it ourselves.' } },
    );
    await bytesOf(client, driver, calm, versions[0]);
  });

  it('a group shows its members as one, in its order', async () => {
    const project = await makeProject(admin);
    const own = await makeProxy(admin, driver.format, { upstreamUrl, project });
    const second = await makeUpstream(driver);
    await publish(driver, second, '1.43.0');
    await untilState(driver, second, '1.43.0', 'RELEASED');
    const other = await makeProxy(admin, driver.format, {
      upstreamUrl: await addressOf(admin, second.place),
      project,
    });
    const group = await makeGroup(admin, driver.format, {
      project,
      members: [own.repository, other.path],
    });
    const client = await readerAt(group);
    for (const index of told) {
      const offered = await offeredBy(index, { client, place: group });
      expect([...offered].toSorted()).toEqual(
        expect.arrayContaining([...versions, '1.43.0'].toSorted()),
      );
    }
    await bytesOf(client, driver, group, '1.43.0');
    await bytesOf(client, driver, group, versions[0]);
    const nested = await makeGroup(admin, driver.format, { project, members: [group.path] });
    await bytesOf(client, driver, nested, '1.43.0');
  });

  it('D5.1 a name that a hosted repository has is never asked for upstream', async () => {
    // A file that is no archive is a name of its own: another version is another name.
    if (driver.packing.container === 'none') return;
    const project = await makeProject(admin);
    const hosted = await makeProxy(admin, driver.format, { upstreamUrl, project });
    const mine = await makeShelf(admin, driver, { isPublic: false });
    await publish(driver, mine, '0.9.0');
    await untilState(driver, mine, '0.9.0', 'RELEASED');
    const group = await makeGroup(admin, driver.format, {
      project,
      members: [mine.place.path, hosted.path],
    });
    for (const place of [group, hosted]) {
      const answer = await read(admin, driver.direct(place, versions[1]));
      expect(answer.ok, await answer.text()).toBe(false);
    }
    for (const index of driver.indexes) {
      expect(await offeredBy(index, { client: admin, place: group })).toEqual(['0.9.0']);
    }
    await bytesOf(admin, driver, group, '0.9.0');
    expect(await listArtifacts({ client: admin, place: hosted })).toEqual([]);
  });

  it('a group with a member that they may not read answers them as one without any', async () => {
    const secret = await makeShelf(admin, driver);
    await publish(driver, secret, '1.44.0');
    await untilState(driver, secret, '1.44.0', 'RELEASED');
    const full = await makeGroup(admin, driver.format, { members: [secret.place.path] });
    const empty = await makeGroup(admin, driver.format, { members: [] });
    const [seesFull, seesEmpty] = [await readerAt(full), await readerAt(empty)];
    const addressesOf = (place: Place) => everyAddress(driver, place, '1.44.0');
    const addresses = addressesOf(empty);
    for (const [at, address] of addressesOf(full).entries()) {
      const twin = addresses[at];
      if (twin === undefined) throw new Error('both have the same addresses');
      expect(await saidTo(seesFull, address, full), address.path).toEqual(
        await saidTo(seesEmpty, twin, empty),
      );
    }
  });

  it('an upstream on a network that is not allowed is not reached', async () => {
    const { port } = new URL(inject('gatewayUrl'));
    const away = await makeProxy(admin, driver.format, {
      upstreamUrl: upstreamUrl
        .replace(/127\.0\.0\.1|localhost/, '127.0.0.2')
        .replace(/:\d+/, `:${port}`),
    });
    const answer = await read(admin, driver.direct(away, versions[0]));
    const text = await answer.text();
    expect([403, 502, 503], text).toContain(answer.status);
  });

  it('settings that make no sense are refused when they are saved', async () => {
    const { format } = driver;
    const path = upstream.place.path;
    const wishes = [
      () => makeProxy(admin, format, {}),
      () => makeProxy(admin, format, { upstreamUrl: 'ftp://example.org/' }),
      () => makeProxy(admin, format, { upstreamUrl: 'https://me:secret@example.org/' }),
      () => makeGroup(admin, format, {}),
      () => makeGroup(admin, format, { members: [path, path] }),
      () => makeGroup(admin, format, { members: ['nowhere/at-all'] }),
    ];
    for (const wish of wishes) await expect(wish()).rejects.toThrow(/./);
  });
});
