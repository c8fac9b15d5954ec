import { describe, expect, it } from 'vitest';
import { budgetOf, pauseOf } from './index.ts';

const now = Date.parse('2026-11-01T12:00:00Z');
const inAnHour = now / 1000 + 3600;

describe('budgetOf', () => {
  it.each([
    ['GitHub', { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4987' }, 5000, 4987],
    ['GitLab', { 'ratelimit-limit': '2000', 'ratelimit-remaining': '1999' }, 2000, 1999],
    ['a list of windows', { 'ratelimit-limit': '5, 5;w=60', 'ratelimit-remaining': '3' }, 5, 3],
  ])('reads what %s says', (_, headers, limit, remaining) => {
    const reset = { 'x-ratelimit-reset': String(inAnHour) };
    expect(budgetOf({ ...headers, ...reset }, now)).toEqual({
      limit,
      remaining,
      resetAt: new Date(now + 3_600_000),
    });
  });

  it('knows nothing where nothing is said, or nonsense', () => {
    expect(budgetOf({}, now)).toBeNull();
    expect(budgetOf({ 'x-ratelimit-remaining': 'many' }, now)).toBeNull();
  });
});

describe('pauseOf', () => {
  it.each([
    ['seconds', 403, { 'retry-after': '120' }, now + 120_000],
    ['a date', 429, { 'retry-after': 'Sun, 01 Nov 2026 12:05:00 GMT' }, now + 300_000],
    ['a year, which is a mistake', 429, { 'retry-after': '31536000' }, now + 86_400_000],
    ['the past, which is a second', 429, { 'retry-after': '-5' }, now + 1_000],
    ['nothing', 429, {}, now + 60_000],
  ])('waits as long as it is told: %s', (_, status, headers, until) => {
    expect(pauseOf(status, headers, now)).toBe(until);
  });

  it('takes a 403 with a budget that is used up for a matter of rates, and no other', () => {
    const reset = { 'x-ratelimit-reset': String(inAnHour) };
    expect(pauseOf(403, { ...reset, 'x-ratelimit-remaining': '0' }, now)).toBe(inAnHour * 1000);
    expect(pauseOf(403, { ...reset, 'x-ratelimit-remaining': '9' }, now)).toBeNull();
  });
});
