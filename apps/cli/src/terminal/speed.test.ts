import { describe, expect, it } from 'vitest';
import { formatBytes, formatSeconds } from './sizes.ts';
import { SpeedMeter } from './speed.ts';

describe('how fast it goes', () => {
  it('is not known before two moments are', () => {
    const meter = new SpeedMeter();
    expect(meter.bytesPerSecond).toBeNull();
    meter.note({ atMs: 0, bytes: 0 });
    expect(meter.bytesPerSecond).toBeNull();
    expect(meter.secondsLeft(100)).toBeNull();
  });

  it('is that of the last seconds, whatever came before', () => {
    const meter = new SpeedMeter();
    meter.note({ atMs: 0, bytes: 0 });
    meter.note({ atMs: 1_000, bytes: 1_000_000 });
    for (let second = 10; second <= 14; second += 1) {
      meter.note({ atMs: second * 1_000, bytes: 1_000_000 + (second - 10) * 100 });
    }
    expect(meter.bytesPerSecond).toBe(100);
    expect(meter.secondsLeft(1_000_400 + 1_000)).toBe(10);
  });

  it('promises no end while nothing moves', () => {
    const meter = new SpeedMeter();
    meter.note({ atMs: 0, bytes: 5 });
    meter.note({ atMs: 4_000, bytes: 5 });
    expect(meter.bytesPerSecond).toBe(0);
    expect(meter.secondsLeft(10)).toBeNull();
  });
});

it('writes sizes and times for people', () => {
  expect([0, 1023, 1536, 3 * 1024 ** 3].map(formatBytes)).toEqual([
    '0 B',
    '1023 B',
    '1.5 KiB',
    '3.0 GiB',
  ]);
  expect([null, 0, 59.2, 61, 3_661].map(formatSeconds)).toEqual([
    '-',
    '0:00',
    '1:00',
    '1:01',
    '1:01:01',
  ]);
});
