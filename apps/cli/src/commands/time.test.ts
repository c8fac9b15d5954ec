import { expect, it } from 'vitest';
import { parseMoment, parseUntil, shortMoment } from './time.ts';

const nowMs = Date.parse('2026-11-22T00:00:00Z');

it('reads a span from now on, and a date as it is', () => {
  expect(parseUntil('12h', nowMs)).toBe('2026-11-22T12:00:00.000Z');
  expect(parseUntil('30d', nowMs)).toBe('2026-12-22T00:00:00.000Z');
  expect(parseUntil('2w', nowMs)).toBe('2026-12-06T00:00:00.000Z');
  expect(parseUntil('2027-01-31', nowMs)).toBe('2027-01-31T00:00:00.000Z');
});

it('refuses what is neither', () => {
  const failed = /is no date such as/;
  for (const text of ['soon', '5', '10m', '2027-13-45', 'tomorrow']) {
    expect(() => parseUntil(text, nowMs)).toThrow(failed);
  }
  expect(() => parseMoment('30d')).toThrow(failed);
});

it('shows a moment to the minute', () => {
  expect(shortMoment('2026-11-22T04:06:59.123Z')).toBe('2026-11-22 04:06');
  expect(shortMoment(null)).toBeNull();
});
