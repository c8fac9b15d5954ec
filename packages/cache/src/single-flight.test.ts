import { describe, expect, it } from 'vitest';
import { SingleFlight } from './single-flight.ts';

const patient = new AbortController().signal;
const limits = { flightsMax: 10, flightMsMax: 60_000 };

/** Work that ends when the test says so, and counts how often it was begun. */
function newWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = {
    begun: 0,
    signal: undefined as AbortSignal | undefined,
    resolve,
    reject,
    act: (signal: AbortSignal) => {
      work.begun += 1;
      work.signal = signal;
      return promise;
    },
  };
  return work;
}

describe('a single flight', () => {
  it('does the work once for all who ask meanwhile', async () => {
    const flights = new SingleFlight<string>(limits);
    const work = newWork();
    const asked = Array.from({ length: 100 }, () => flights.run('key', patient, work.act));
    work.resolve('done');
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['done']));
    expect(work.begun).toBe(1);
  });

  it('does it again for whoever asks afterwards', async () => {
    const flights = new SingleFlight<string>(limits);
    await flights.run('key', patient, () => Promise.resolve('first'));
    expect(await flights.run('key', patient, () => Promise.resolve('second'))).toBe('second');
  });

  it('goes on when a waiter leaves, even the one who started it', async () => {
    const flights = new SingleFlight<string>(limits);
    const work = newWork();
    const starter = new AbortController();
    const started = flights.run('key', starter.signal, work.act);
    const joined = flights.run('key', patient, work.act);
    starter.abort(new Error('gone'));
    await expect(started).rejects.toThrow('gone');
    expect(work.signal?.aborted).toBe(false);
    work.resolve('done');
    expect(await joined).toBe('done');
  });

  it('starts nothing for somebody who has left already', async () => {
    const flights = new SingleFlight<string>(limits);
    const work = newWork();
    const left = flights.run('key', AbortSignal.abort(new Error('gone')), work.act);
    await expect(left).rejects.toThrow('gone');
    expect(work.begun).toBe(0);
  });

  it('gives the failure to all who wait, and keeps it for nobody else', async () => {
    const flights = new SingleFlight<string>(limits);
    const work = newWork();
    const asked = [1, 2, 3].map(() => flights.run('key', patient, work.act));
    work.reject(new Error('broken'));
    for (const outcome of await Promise.allSettled(asked)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'broken' } });
    }
    expect(await flights.run('key', patient, () => Promise.resolve('fine'))).toBe('fine');
  });

  it('refuses more keys at once than its bound', async () => {
    const flights = new SingleFlight<string>({ ...limits, flightsMax: 2 });
    const work = newWork();
    const under = ['a', 'b'].map((key) => flights.run(key, patient, work.act));
    const exhausted = { code: 'FLIGHTS_EXHAUSTED', kind: 'unavailable' };
    await expect(flights.run('c', patient, work.act)).rejects.toMatchObject(exhausted);
    work.resolve('done');
    await Promise.all([...under, flights.run('a', patient, work.act)]);
  });

  it('ends work that takes too long, also when the work does not listen', async () => {
    const flights = new SingleFlight<string>({ ...limits, flightMsMax: 20 });
    const work = newWork();
    const asked = flights.run('key', patient, work.act);
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(work.signal?.aborted).toBe(true);
    expect(await flights.run('key', patient, () => Promise.resolve('next'))).toBe('next');
  });
});
