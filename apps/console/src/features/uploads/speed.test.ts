import { expect, test } from 'vitest';
import { nextSample, type SpeedSample, secondsLeft } from './speed.ts';

const mebibyte = 1024 * 1024;

test('a steady stream is measured as it is', () => {
  let sample: SpeedSample | undefined;
  for (let second = 0; second <= 10; second += 1) {
    sample = nextSample(sample, second * mebibyte, second * 1000);
  }
  expect(sample?.bytesPerSecond).toBeCloseTo(mebibyte);
});

test('one slow second does not make the time left jump', () => {
  const steady = { atMs: 0, bytes: 0, bytesPerSecond: 8 * mebibyte };
  const slower = nextSample(steady, mebibyte, 1000);
  expect(slower.bytesPerSecond).toBeGreaterThan(5 * mebibyte);
  expect(slower.bytesPerSecond).toBeLessThan(8 * mebibyte);
});

test('an offset that the server took back starts the measurement again', () => {
  const last = { atMs: 0, bytes: 900, bytesPerSecond: 100 };
  expect(nextSample(last, 500, 1000)).toEqual({ atMs: 1000, bytes: 500, bytesPerSecond: 0 });
});

test('nothing that stands still has a time left', () => {
  expect(secondsLeft(100, 0)).toBeUndefined();
  expect(secondsLeft(100, 50)).toBe(2);
});
