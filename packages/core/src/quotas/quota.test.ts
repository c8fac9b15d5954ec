import { expect, it } from 'vitest';
import { quotaLevelOf } from './quota.ts';

it.each([
  [0n, 100n, 'LOW'],
  [79n, 100n, 'LOW'],
  [80n, 100n, 'HIGH'],
  [94n, 100n, 'HIGH'],
  [95n, 100n, 'NEARLY_FULL'],
  [99n, 100n, 'NEARLY_FULL'],
  [100n, 100n, 'FULL'],
  [500n, 100n, 'FULL'],
  [0n, 0n, 'FULL'],
  [500n, null, 'LOW'],
] as const)('%s bytes of %s are %s', (usedBytes, limitBytes, level) => {
  expect(quotaLevelOf({ usedBytes, limitBytes })).toBe(level);
});
