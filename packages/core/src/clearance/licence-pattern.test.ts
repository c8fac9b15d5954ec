import { describe, expect, it } from 'vitest';
import { isBoundBy } from './licence-pattern.ts';

describe('a licence', () => {
  it.each([
    ['GPL-3.0-only', 'GPL-*', true],
    ['GPL-3.0-only', 'gpl-3.0-only', true],
    ['MIT', 'GPL-*', false],
    ['MIT OR GPL-3.0-only', 'GPL-*', false],
    ['GPL-2.0-only OR GPL-3.0-only', 'GPL-*', true],
    ['MIT AND GPL-3.0-only', 'GPL-*', true],
    ['(MIT OR Apache-2.0) AND AGPL-3.0-only', 'AGPL-*', true],
    ['Apache-2.0 WITH LLVM-exception', 'Apache-2.0', true],
    ['GPL-2.0+', 'GPL-2.0+', true],
    ['see LICENSE.txt', 'see LICENSE.txt', true],
    ['see LICENSE.txt', 'see*', true],
    ['see LICENSE.txt', 'MIT', false],
    [null, 'UNKNOWN', true],
    ['', 'unknown', true],
    [null, 'MIT', false],
    ['MIT', 'UNKNOWN', false],
  ])('of %s is bound by %s: %s', (licence, pattern, expected) => {
    expect(isBoundBy(pattern, licence)).toBe(expected);
  });

  it('is read in time, whatever it is', () => {
    expect(isBoundBy('MIT', '('.repeat(100_000))).toBe(false);
    expect(isBoundBy('MIT', `${'MIT AND '.repeat(100)}MIT`)).toBe(true);
  });
});
