import { expect, test } from 'vitest';
import { keyStatus } from './key-status.ts';

const now = Date.parse('2026-06-01T00:00:00Z');

test.each([
  [null, null, 'active'],
  ['2027-01-01T00:00:00Z', null, 'active'],
  ['2026-06-10T00:00:00Z', null, 'expiring'],
  ['2026-05-31T23:59:59Z', null, 'expired'],
  ['2027-01-01T00:00:00Z', '2026-05-01T00:00:00Z', 'revoked'],
])('a key that expires at %s and was revoked at %s is %s', (expiresAt, revokedAt, status) => {
  expect(keyStatus({ expiresAt, revokedAt }, now)).toBe(status);
});
