import { describe, expect, it } from 'vitest';
import { Semaphore } from './semaphore.ts';

const patient = new AbortController().signal;

describe('a semaphore', () => {
  it('runs no more acts at once than allowed, in the order of arrival', async () => {
    const places = new Semaphore({ runningMax: 3, waitingMax: 100 });
    const finished: number[] = [];
    let running = 0;
    let runningMost = 0;
    const act = (id: number) => async () => {
      running += 1;
      runningMost = Math.max(runningMost, running);
      await new Promise(setImmediate);
      running -= 1;
      finished.push(id);
    };
    const ids = Array.from({ length: 20 }, (_, id) => id);
    await Promise.all(ids.map((id) => places.run(patient, act(id))));
    expect(runningMost).toBe(3);
    expect(finished).toEqual(ids);
  });

  it('refuses whoever finds the queue full, and serves again afterwards', async () => {
    const places = new Semaphore({ runningMax: 1, waitingMax: 1 });
    const gate = Promise.withResolvers<void>();
    const running = places.run(patient, () => gate.promise);
    const waiting = places.run(patient, () => Promise.resolve('served'));
    await expect(places.run(patient, () => Promise.resolve('late'))).rejects.toMatchObject({
      code: 'SIGN_IN_BUSY',
      kind: 'unavailable',
    });
    gate.resolve();
    await running;
    expect(await waiting).toBe('served');
    expect(await places.run(patient, () => Promise.resolve('again'))).toBe('again');
  });

  it('lets a waiter leave, and gives its place in the queue to others', async () => {
    const places = new Semaphore({ runningMax: 1, waitingMax: 1 });
    const gate = Promise.withResolvers<void>();
    const running = places.run(patient, () => gate.promise);
    const leaver = new AbortController();
    const left = places.run(leaver.signal, () => Promise.resolve('never'));
    leaver.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    const next = places.run(patient, () => Promise.resolve('served'));
    gate.resolve();
    await running;
    expect(await next).toBe('served');
  });

  it('frees the place of an act that fails', async () => {
    const places = new Semaphore({ runningMax: 1, waitingMax: 0 });
    await expect(places.run(patient, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await places.run(patient, () => Promise.resolve('next'))).toBe('next');
  });
});
