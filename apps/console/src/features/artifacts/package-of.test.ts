import { expect, test } from 'vitest';
import { packageOf } from './package-of.ts';

test('a purl without its version names the package', () => {
  expect(packageOf('pkg:npm/zod@3.23.8')).toBe('pkg:npm/zod');
  expect(packageOf('pkg:npm/%40acme/cart@1.0.0')).toBe('pkg:npm/%40acme/cart');
  expect(packageOf('pkg:maven/org.slf4j/slf4j-api@2.0.17?type=jar')).toBe(
    'pkg:maven/org.slf4j/slf4j-api',
  );
  expect(packageOf('pkg:npm/react')).toBe('pkg:npm/react');
});
