import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, signIn } from '../stack/api.ts';
import { pauseService, resumeService } from '../stack/processes.ts';
import { read, type Shelf } from './driver.ts';
import { prepareForbidden, versions } from './forbidden-versions.ts';
import { type ServedDriver, servedDrivers, servedFormats } from './served-formats.ts';
import { findVersion, offeredBy, publish, readerOf } from './versions.ts';

const admin = await signIn();
const drivers = await servedDrivers(admin);
let shelves: ReadonlyMap<ServedDriver, Shelf>;

/** Two imports and what follows from them, for all formats. */
const preparationMs = 600_000;

beforeAll(async () => {
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

async function decisionOf(client: Client, number: string) {
  const { decision } = await client.graphql<{
    decision: { effect: string; artifact: { id: string } } | null;
  }>('query ($number: String!) { decision(number: $number) { effect artifact { id } } }', {
    number,
  });
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

  it('knows nothing of the deleted version any more', async () => {
    const answer = await read(reader.client, driver.direct(shelf.place, versions.deleted));
    expect([404, 410], await answer.text()).toContain(answer.status);
    expect(await findVersion(driver, shelf, versions.deleted)).toBeUndefined();
  });

  it.each(['rejected', 'malicious', 'recalled', 'held'] as const)(
    'refuses the %s version by name, with its receipt',
    async (state) => {
      const answer = await read(reader.client, driver.direct(shelf.place, versions[state]));
      const text = await answer.text();
      expect([403, 404, 410], text).toContain(answer.status);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      const [number = ''] = /BD-[2-9A-Z]{6,}/.exec(text) ?? [];
      const decision = await decisionOf(admin, number);
      const artifact = await findVersion(driver, shelf, versions[state]);
      expect(decision, text).toMatchObject({ artifact: { id: artifact?.id } });
    },
  );
});
