import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { areSecretsEqual } from './constant-time.ts';

it('D3.7 secrets of any length compare without throwing', () => {
  expect(areSecretsEqual('same', 'same')).toBe(true);
  expect(areSecretsEqual('same', 'sama')).toBe(false);
  expect(areSecretsEqual('', 'longer')).toBe(false);
  expect(areSecretsEqual('', '')).toBe(true);
  expect(areSecretsEqual('ü'.repeat(1_000), 'ü'.repeat(999))).toBe(false);
});

it('D3.7 no other file of this package calls timingSafeEqual, which throws on raw input', () => {
  const folder = import.meta.dirname;
  const callers = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.startsWith('constant-time'))
    .filter((name) => readFileSync(join(folder, name), 'utf8').includes('timingSafeEqual'));
  expect(callers).toEqual([]);
});
