import { setImmediate as tick } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Things that run until they are told to end, and what is known of them. */
function makeRunner(turns: Turns) {
  const state = { running: 0, most: 0, begun: [] as number[] };
  const ends: (() => void)[] = [];
  const start = (at: number, signal = new AbortController().signal, name = 'one') =>
    turns.take({ name, signal }, async () => {
      state.begun.push(at);
      state.running += 1;
      state.most = Math.max(state.most, state.running);
      await new Promise<void>((resolve) => ends.push(resolve));
      state.running -= 1;
    });
  const endOne = async () => {
    ends.shift()?.();
    await tick();
  };
  return { state, start, endOne };
}

it('lets no more run at once than it may, in the order in which they came', async () => {
  const { state, start, endOne } = makeRunner(new Turns(2));
  const all = [0, 1, 2, 3, 4].map((at) => start(at));
  await tick();
  expect(state.begun).toEqual([0, 1]);
  for (let count = 0; count < 5; count += 1) await endOne();
  await Promise.all(all);
  expect(state).toEqual({ running: 0, most: 2, begun: [0, 1, 2, 3, 4] });
});

it('counts each name by itself', async () => {
  const { state, start, endOne } = makeRunner(new Turns(1));
  const all = [start(0, undefined, 'one'), start(1, undefined, 'other')];
  await tick();
  expect(state.begun).toEqual([0, 1]);
  await endOne();
  await endOne();
  await Promise.all(all);
});

it('lets who waits leave, and keeps no place for them', async () => {
  const { state, start, endOne } = makeRunner(new Turns(1));
  const first = start(0);
  const leaving = new AbortController();
  const second = start(1, leaving.signal);
  const third = start(2);
  await tick();
  leaving.abort(new Error('gone'));
  await expect(second).rejects.toThrow('gone');
  await endOne();
  expect(state.begun).toEqual([0, 2]);
  await endOne();
  await Promise.all([first, third]);
});

it('goes on after something that failed', async () => {
  const turns = new Turns(1);
  const { signal } = new AbortController();
  const broken = turns.take({ name: 'one', signal }, () => Promise.reject(new Error('broken')));
  await expect(broken).rejects.toThrow('broken');
  expect(await turns.take({ name: 'one', signal }, () => Promise.resolve('fine'))).toBe('fine');
});
