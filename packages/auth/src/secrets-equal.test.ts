import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { secretsEqual } from './secrets-equal.ts';

it('D3.7 secrets of any length compare without throwing', () => {
  expect(secretsEqual('same', 'same')).toBe(true);
  expect(secretsEqual('same', 'sama')).toBe(false);
  expect(secretsEqual('', 'longer')).toBe(false);
  expect(secretsEqual('', '')).toBe(true);
  expect(secretsEqual('ü'.repeat(1_000), 'ü'.repeat(999))).toBe(false);
});

it('D3.7 no other file of this package calls timingSafeEqual, which throws on raw input', () => {
  const folder = import.meta.dirname;
  const callers = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.startsWith('secrets-equal'))
    .filter((name) => readFileSync(join(folder, name), 'utf8').includes('timingSafeEqual'));
  expect(callers).toEqual([]);
});
