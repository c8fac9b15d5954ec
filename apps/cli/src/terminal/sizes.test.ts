import { expect, it } from 'vitest';
import { parseBytes } from './sizes.ts';

it.each([
  ['0', 0n],
  ['1536', 1536n],
  ['500MB', 500_000_000n],
  ['500 MB', 500_000_000n],
  ['50GiB', 53_687_091_200n],
  ['2TiB', 2_199_023_255_552n],
] as const)('reads %j', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

it.each(['', '-1', '1.5GiB', '5gb', '12Gi', 'GiB', 'none'])('refuses %j', (text) => {
  expect(() => parseBytes(text)).toThrow(/no size such as/);
});
