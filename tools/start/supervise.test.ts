import { waitFor } from '@bonded/testing';
import { expect, it } from 'vitest';
import { type Running, supervise } from './supervise.ts';

/** A part whose life the test decides. */
function part() {
  const { promise: exited, resolve: crash } = Promise.withResolvers<string>();
  const stops: string[] = [];
  const running: Running = {
    exited,
    stop: async () => {
      stops.push('stop');
      crash('stopped');
    },
  };
  return { running, crash, stops };
}

it('what cannot start at all is the caller’s problem', async () => {
  const start = () => Promise.reject(new Error('no'));
  const supervised = supervise({ start, onCrash: () => {}, onRestart: () => {} });
  await expect(supervised).rejects.toThrow('no');
});

it('what ends by itself is started again, after a wait that grows with each crash', async () => {
  const parts = [part(), part(), part()];
  const waits: number[] = [];
  let started = 0;
  const { stop } = await supervise({
    start: async () => parts[started++]?.running ?? part().running,
    onCrash: ({ waitMs }) => waits.push(waitMs),
    onRestart: () => {},
  });
  parts[0]?.crash('exit code 1');
  await waitFor(() => started === 2);
  parts[1]?.crash('exit code 1');
  await waitFor(() => started === 3);
  await stop();
  expect(waits).toHaveLength(2);
  expect(waits[0]).toBeGreaterThanOrEqual(250);
  expect(waits[1]).toBeGreaterThanOrEqual(500);
  expect(parts[2]?.stops).not.toEqual([]);
});

it('what fails to start again is tried again', async () => {
  const first = part();
  const last = part();
  const attempts: (() => Promise<Running>)[] = [
    async () => first.running,
    () => Promise.reject(new Error('not yet')),
    async () => last.running,
  ];
  const reasons: unknown[] = [];
  let isBack = false;
  const { stop } = await supervise({
    start: () => attempts.shift()?.() ?? Promise.reject(new Error('too often')),
    onCrash: ({ reason }) => reasons.push(reason),
    onRestart: () => {
      isBack = true;
    },
  });
  first.crash('SIGKILL');
  await waitFor(() => isBack);
  await stop();
  expect(reasons).toEqual(['SIGKILL', new Error('not yet')]);
});

it('stopping during the wait ends the wait and starts nothing', async () => {
  const only = part();
  let started = 0;
  let crashes = 0;
  const { stop } = await supervise({
    start: async () => {
      started += 1;
      return only.running;
    },
    onCrash: () => {
      crashes += 1;
    },
    onRestart: () => {},
  });
  only.crash('exit code 1');
  await waitFor(() => crashes === 1);
  await stop();
  expect(started).toBe(1);
});
