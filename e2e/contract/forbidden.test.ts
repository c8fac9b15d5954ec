import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientWith, makeKey, makeProject, signIn } from '../stack/api.ts';
import { pauseService, resumeService } from '../stack/processes.ts';
import { read, type Shelf } from './driver.ts';
import { prepareForbidden, versions } from './forbidden-versions.ts';
import { type ServedDriver, servedDrivers, servedFormats } from './served-formats.ts';
import { findVersion, offeredBy, publish, readerOf } from './versions.ts';

const admin = await signIn();
const drivers = await servedDrivers(admin);
let stranger: Client;
let shelves: ReadonlyMap<ServedDriver, Shelf>;

/** Two imports and what follows from them, for all formats. */
const preparationMs = 600_000;

beforeAll(async () => {
  stranger = clientWith(await makeKey(admin, { project: await makeProject(admin) }));
  shelves = await prepareForbidden(admin, drivers);
  // What nobody has scanned yet stays so while nobody scans.
  await pauseService('worker');
  await Promise.all([...shelves].map(([driver, shelf]) => publish(driver, shelf, versions.held)));
}, preparationMs);

afterAll(() => resumeService('worker'));

it('every format that is served is under this contract', async () => {
  const served = await servedFormats(admin);
  expect(drivers.map(({ format }) => format)).toEqual(served);
});

const receiptNumber = /BD-[2-9A-Z]{6,}/;

const numberIn = (text: string) => receiptNumber.exec(text)?.[0] ?? '';

interface Receipt {
  readonly effect: string;
  readonly rule: string;
  readonly howToUnblock: string;
  readonly artifact: { readonly id: string } | null;
}

async function decisionOf(client: Client, number: string): Promise<Receipt | null> {
  const { decision } = await client.graphql<{ decision: Receipt | null }>(
    `query ($number: String!) {
      decision(number: $number) { effect rule howToUnblock artifact { id } }
    }`,
    { number },
  );
  return decision;
}

describe.each(drivers)('$format', (driver) => {
  let shelf: Shelf;
  let reader: Shelf;

  beforeAll(async () => {
    const prepared = shelves.get(driver);
    if (prepared === undefined) throw new Error('it was not prepared');
    shelf = prepared;
    reader = { ...shelf, client: await readerOf(admin, shelf) };
  });

  it('offers the cleared version alone, in every index', async () => {
    for (const index of driver.indexes) {
      expect(await offeredBy(index, reader), index.at(shelf.place).path).toEqual([
        versions.cleared,
      ]);
    }
    const cleared = await read(reader.client, driver.direct(shelf.place, versions.cleared));
    expect(cleared.status).toBe(200);
  });

  it('lists the deleted version nowhere, and gives its receipt to who asks for it', async () => {
    expect(await findVersion(driver, shelf, versions.deleted)).toBeUndefined();
    const answer = await read(reader.client, driver.direct(shelf.place, versions.deleted));
    const text = await answer.text();
    // Nothing that clients take for a refusal of what is there.
    expect(answer.status, text).toBe(404);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const decision = await decisionOf(admin, numberIn(text));
    expect(decision, text).toMatchObject({ effect: 'DENY', rule: 'deleted', artifact: null });
    expect(decision?.howToUnblock).toContain('Publish the next version.');
  });

  it('tells a stranger of the deleted version what it tells of one that never was', async () => {
    const told = async (version: string) => {
      const answer = await read(stranger, driver.direct(shelf.place, version));
      const text = await answer.text();
      const said = text.replaceAll(/"requestId":"[^"]+"/g, '').replaceAll(version, 'VERSION');
      return { status: answer.status, said };
    };
    expect(await told(versions.deleted)).toEqual(await told(versions.never));
    expect((await told(versions.deleted)).said).not.toMatch(receiptNumber);
  });

  it.each(['rejected', 'malicious', 'recalled', 'held'] as const)(
    'refuses the %s version by name, with its receipt',
    async (state) => {
      const answer = await read(reader.client, driver.direct(shelf.place, versions[state]));
      const text = await answer.text();
      expect([403, 404, 410], text).toContain(answer.status);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      const decision = await decisionOf(admin, numberIn(text));
      const artifact = await findVersion(driver, shelf, versions[state]);
      expect(decision, text).toMatchObject({ artifact: { id: artifact?.id } });
    },
  );
});
