import { expect, test } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatRelative,
  shortDigest,
  shortVersion,
} from './format.ts';

test.each([
  ['0', '0 B'],
  ['1023', '1023 B'],
  ['1024', '1.00 KiB'],
  ['10485760', '10.0 MiB'],
  ['5368709120', '5.00 GiB'],
])('%s bytes read as %s', (bytes, says) => {
  expect(formatBytes(bytes)).toBe(says);
});

test('a moment is told from now, in either direction', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  expect(formatRelative('2026-01-01T23:59:30Z', now)).toBe('just now');
  expect(formatRelative('2026-01-01T21:00:00Z', now)).toBe('3 hours ago');
  expect(formatRelative('2026-01-05T00:00:00Z', now)).toBe('in 3 days');
});

test('a remaining time is coarse', () => {
  expect([0.2, 42, 200, 7900].map(formatDuration)).toEqual(['1 s', '42 s', '3 min', '2 h 12 min']);
});

test('a short digest keeps its algorithm', () => {
  expect(shortDigest(`sha256:${'ab'.repeat(32)}`)).toBe('sha256:abababababab');
});

test('a version is shown whole, unless it is a digest', () => {
  expect(shortVersion('2.0.0-beta.1')).toBe('2.0.0-beta.1');
  expect(shortVersion('sha256-of-something')).toBe('sha256-of-something');
  expect(shortVersion(`sha256:${'ab'.repeat(32)}`)).toBe('sha256:abababababab');
});
