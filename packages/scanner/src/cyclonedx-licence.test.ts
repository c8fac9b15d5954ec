import { describe, expect, it } from 'vitest';
import { shortestRunMs } from './advisories/testing/shortest-run.ts';
import { licenceChoice } from './cyclonedx-licence.ts';

describe('a licence', () => {
  it.each([
    'MIT',
    'Apache-2.0',
    'GPL-2.0-or-later WITH Classpath-exception-2.0',
    '(MIT OR Apache-2.0)',
    '((MIT) AND (BSD-3-Clause OR GPL-2.0+))',
    'LicenseRef-Quay',
  ])('that reads as an SPDX expression is one: %s', (licence) => {
    expect(licenceChoice(licence)).toEqual({ expression: licence });
  });

  it.each([
    'SEE LICENSE IN licence.txt',
    'UNLICENSED',
    'Apache License, Version 2.0',
    'MIT OR',
    'OR MIT',
    '(MIT',
    'MIT)',
    '()',
    'MIT (Apache-2.0)',
    '<script>',
    'https://example.org/licence',
    'x'.repeat(600),
  ])('that does not is a name: %s', (licence) => {
    expect(licenceChoice(licence)).toEqual({ license: { name: licence } });
  });

  it('D5.13 of 100 KB is decided within 20 ms', () => {
    for (const piece of ['(', 'MIT OR ', ' ', 'a']) {
      const licence = piece.repeat(100_000);
      expect(shortestRunMs(() => licenceChoice(licence))).toBeLessThan(20);
    }
  });
});
