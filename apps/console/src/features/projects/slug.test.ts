import { expect, test } from 'vitest';
import { slugFrom } from './slug.ts';

test.each([
  ['Web shop (EU)', 'web-shop-eu'],
  ['Größe & Gewicht', 'gro-e-gewicht'],
  ['--', ''],
  ['x'.repeat(80), 'x'.repeat(64)],
])('%j is offered as %j', (name, slug) => {
  expect(slugFrom(name)).toBe(slug);
});
