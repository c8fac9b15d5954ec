import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NodeDurableFs } from '../../filesystem/node-durable-fs.ts';
import { openStoresOn } from '../../filesystem/open-filesystem-stores.ts';
import { type Fault, FaultyFs } from './faulty-fs.ts';
import { brokenPromises, noPromises, smallLimits } from './promises-kept.ts';
import { lonelyScenarios, type Scenario } from './scenarios.ts';

// Method: a scenario runs on a real directory; its first call to the file system fails, then in a
// new directory its second, and so on until it runs through. After each, the stores start anew on
// what is there, and every promise is checked.

const callsMax = 1000;
const faults: readonly Fault[] = ['EIO', 'ENOSPC', 'persisted', 'kill'];
const cases = Object.entries(lonelyScenarios).flatMap(([name, scenario]) =>
  faults.map((fault) => ({ name, scenario, fault })),
);
let parent: string;
let points = 0;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'bonded-faults-'));
});
afterAll(() => rm(parent, { recursive: true }));

/** The call that failed, or null when the scenario was over before; and what went wrong. */
async function runWithFault(scenario: Scenario, fault: Fault, nth: number) {
  const root = await mkdtemp(join(parent, 'run-'));
  const fs = new NodeDurableFs(root);
  const faulty = new FaultyFs(fs, { fault, nth });
  const promises = noPromises();
  const broken: string[] = [];
  try {
    const stores = await openStoresOn(faulty, smallLimits);
    await scenario(stores, promises).catch(async (error: unknown) => {
      const isEpisode = fault === 'ENOSPC' && !faulty.failed?.startsWith('syncDirectory');
      // A full disk is no end: the same process goes on as soon as there is room.
      if (isEpisode) await scenario(stores, promises).catch(() => broken.push('it did not heal'));
      else throw error;
    });
  } catch (error) {
    if (faulty.failed === null) throw error;
  }
  broken.push(...(await brokenPromises(fs, promises)));
  await rm(root, { recursive: true });
  return { call: faulty.failed, broken };
}

describe('D1.1 D1.4 D1.12 no call that fails breaks a promise', () => {
  test.each(cases)(
    '$fault at each call of $name',
    { timeout: 60_000 },
    async ({ scenario, fault }) => {
      const violations: string[] = [];
      let nth = 1;
      for (; nth <= callsMax; nth += 1) {
        const { call, broken } = await runWithFault(scenario, fault, nth);
        violations.push(...broken.map((sentence) => `${fault} at ${call}: ${sentence}`));
        if (call === null) break;
      }
      points += nth - 1;
      expect(nth).toBeLessThan(callsMax);
      expect(violations).toEqual([]);
    },
  );

  test('and there were at least 150 calls for each kind of fault', () => {
    expect(points / faults.length).toBeGreaterThanOrEqual(150);
  });
});
