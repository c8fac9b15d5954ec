import { describe, expect, it } from 'vitest';
import { signIn } from '../stack/api.ts';
import type { Shelf } from './driver.ts';
import { type ServedDriver, servedDrivers } from './served-formats.ts';
import { makeShelf, offeredBy, publish, readerOf, untilState } from './versions.ts';

const admin = await signIn();
const drivers = await servedDrivers(admin);

/** None that another test imports an advisory for: the names are the same everywhere. */
const first = '1.20.0';
const others = Array.from({ length: 10 }, (_, index) => `1.${index + 21}.0`);
const testTimeoutMs = 240_000;

/**
 * Reads every index until told to stop. What was offered once is offered from then on, and nothing
 * is offered that nobody published.
 */
async function watchIndexes(
  driver: ServedDriver,
  reader: Shelf,
  until: { isOver: boolean },
): Promise<readonly string[]> {
  const faults: string[] = [];
  const seen = driver.indexes.map(() => new Set<string>());
  while (!until.isOver) {
    for (const [at, index] of driver.indexes.entries()) {
      // A document that is torn throws here.
      const offered = await offeredBy(index, reader);
      const before = seen[at] ?? new Set();
      const lost = [...before].filter((version) => !offered.includes(version));
      const unknown = offered.filter((version) => version !== first && !others.includes(version));
      const twice = offered.filter((version, place) => offered.indexOf(version) !== place);
      if (lost.length > 0) faults.push(`lost ${lost.join()}`);
      if (unknown.length > 0) faults.push(`unknown ${unknown.join()}`);
      if (twice.length > 0) faults.push(`twice ${twice.join()}`);
      seen[at] = new Set(offered);
    }
  }
  return faults;
}

describe.each(drivers)('$format', (driver) => {
  it(
    'loses no version of ten that are published at once, and tears no index',
    async () => {
      const shelf = await makeShelf(admin, driver);
      const reader = { ...shelf, client: await readerOf(admin, shelf) };
      await publish(driver, shelf, first);
      await untilState(driver, shelf, first, 'RELEASED');
      const storm = { isOver: false };
      const watched = watchIndexes(driver, reader, storm);
      try {
        await Promise.all(others.map((version) => publish(driver, shelf, version)));
        for (const version of others) await untilState(driver, shelf, version, 'RELEASED');
      } finally {
        storm.isOver = true;
      }
      expect(await watched).toEqual([]);
      for (const index of driver.indexes) {
        const offered = await offeredBy(index, reader);
        expect([...offered].toSorted()).toEqual([first, ...others].toSorted());
      }
    },
    testTimeoutMs,
  );
});
