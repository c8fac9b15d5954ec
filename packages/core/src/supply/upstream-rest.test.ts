import { describe, expect, it } from 'vitest';
import { readRetryAfter, standingFailure } from './upstream-rest.ts';

const now = new Date('2026-05-06T07:08:09Z');
const after = (status: number, said?: string) =>
  readRetryAfter({ status, headers: said === undefined ? {} : { 'retry-after': said } }, now);

describe('what Retry-After says', () => {
  it.each([
    [429, '30', '2026-05-06T07:08:39.000Z'],
    [503, ' 120 ', '2026-05-06T07:10:09.000Z'],
    [429, 'Wed, 06 May 2026 07:09:09 GMT', '2026-05-06T07:09:09.000Z'],
    // Never longer than an hour.
    [429, '86400', '2026-05-06T08:08:09.000Z'],
    [429, 'Wed, 06 May 2099 07:09:09 GMT', '2026-05-06T08:08:09.000Z'],
  ])('is heeded: %i, %j', (status, said, until) => {
    expect(after(status, said)?.toISOString()).toBe(until);
  });

  it.each([
    [429, undefined],
    [429, 'soon'],
    [429, '-5'],
    [429, '0'],
    [429, 'Wed, 06 May 2020 07:09:09 GMT'],
    [200, '30'],
    [404, '30'],
  ])('is nothing: %i, %j', (status, said) => {
    expect(after(status, said)).toBeNull();
  });
});

describe('an upstream', () => {
  const well = { isOffline: false, failedAt: null, answeredAt: null, restsUntil: null };
  const later = new Date(Date.now() + 60_000);
  const ago = (ms: number) => new Date(Date.now() - ms);

  it('is asked when nothing speaks against it, and again after its rest', () => {
    expect(standingFailure(well)).toBeNull();
    expect(standingFailure({ ...well, failedAt: ago(60_000) })).toBeNull();
    expect(standingFailure({ ...well, failedAt: ago(2_000), answeredAt: ago(1_000) })).toBeNull();
    expect(standingFailure({ ...well, restsUntil: ago(1) })).toBeNull();
  });

  it('is not asked while it rests, is down or set aside', () => {
    expect(standingFailure({ ...well, restsUntil: later })?.message).toContain(later.toISOString());
    expect(standingFailure({ ...well, failedAt: ago(1_000) })?.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(standingFailure({ ...well, isOffline: true })?.message).toContain('offline');
  });
});
