import { describe, expect, test } from 'vitest';
import type { DurableFs } from '../../filesystem/durable-fs.ts';
import { openStoresOn } from '../../filesystem/open-filesystem-stores.ts';
import { crashStates } from './crash-states.ts';
import type { ModelDirectory } from './model-disk.ts';
import { ModelFs } from './model-fs.ts';
import { brokenPromises, copyOf, noPromises, type Promises, smallLimits } from './promises-kept.ts';
import { lonelyScenarios, type Scenario, scenarios } from './scenarios.ts';

// Method: a scenario runs on a model of a disk. After each call that changes it, the power fails in
// every way that the model allows (each unsynced write and name lost, kept or torn on its own), up
// to a bound for each call; then the stores start on what is left, and every promise is checked.

const statesMax = 60;
// Seconds alone; a minute on a machine that has more to do.
const timeout = 120_000;

/** Mulberry32: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface CrashPoint {
  readonly call: string;
  readonly states: readonly ModelDirectory[];
  readonly promises: Promises;
}

async function crashPointsOf(
  scenario: Scenario,
  plant: (fs: DurableFs) => DurableFs = (fs) => fs,
): Promise<readonly CrashPoint[]> {
  const random = seeded(20_260_101);
  const promises = noPromises();
  const points: CrashPoint[] = [];
  const failPower = (call: string) => {
    const states = [...crashStates(model.root, { statesMax, random })];
    points.push({ call, states, promises: copyOf(promises) });
  };
  const model = new ModelFs(undefined, { onChange: failPower });
  await scenario(await openStoresOn(plant(model), smallLimits), promises);
  failPower('the last call');
  return points;
}

async function crashEverywhere(points: readonly CrashPoint[]) {
  const broken = new Set<string>();
  let states = 0;
  for (const { call, states: roots, promises } of points) {
    for (const root of roots) {
      states += 1;
      const found = await brokenPromises(new ModelFs(root), promises);
      for (const sentence of found) broken.add(`after ${call}: ${sentence}`);
    }
  }
  return { states, broken: [...broken] };
}

let statesSeen = 0;

describe('D1.3 (a) a power cut breaks no promise', () => {
  test.each(Object.entries(scenarios))('in every state of %s', { timeout }, async (_, scenario) => {
    const { states, broken } = await crashEverywhere(await crashPointsOf(scenario));
    expect(broken).toEqual([]);
    statesSeen += states;
  });

  test('and at least 5,000 states were tried', () => {
    expect(statesSeen).toBeGreaterThanOrEqual(5000);
  });
});

/** The same file system with one habit broken: the model must notice each. */
const planted: Readonly<Record<string, (fs: DurableFs) => DurableFs>> = {
  'directories are not synced': (fs) => withCalls(fs, { syncDirectory: async () => {} }),
  'files are not synced': (fs) =>
    withCalls(fs, {
      open: async (path, mode) => {
        const file = await fs.open(path, mode);
        return file === null ? null : { ...file, sync: async () => {} };
      },
    }),
  'only checkpoints are synced': (fs) =>
    withCalls(fs, {
      open: async (path, mode) => {
        const file = await fs.open(path, mode);
        if (file === null || path.endsWith('.checkpoint')) return file;
        return { ...file, sync: async () => {} };
      },
    }),
  'an upload is moved away when it is sealed': (fs) =>
    withCalls(fs, { link: (from, to) => fs.rename(from, to) }),
};

function withCalls(fs: DurableFs, calls: Partial<DurableFs>): DurableFs {
  return {
    open: (path, mode) => fs.open(path, mode),
    link: (from, to) => fs.link(from, to),
    rename: (from, to) => fs.rename(from, to),
    remove: (path) => fs.remove(path),
    makeReadOnly: (path) => fs.makeReadOnly(path),
    makeDirectory: (path) => fs.makeDirectory(path),
    syncDirectory: (path) => fs.syncDirectory(path),
    stat: (path) => fs.stat(path),
    list: (path) => fs.list(path),
    ...calls,
  };
}

describe('D1.3 (a) the model notices', () => {
  test.each(Object.entries(planted))('that %s', { timeout }, async (_, plant) => {
    const points = await Promise.all(
      Object.values(lonelyScenarios).map((scenario) => crashPointsOf(scenario, plant)),
    );
    const { broken } = await crashEverywhere(points.flat());
    expect(broken).not.toEqual([]);
  });
});
