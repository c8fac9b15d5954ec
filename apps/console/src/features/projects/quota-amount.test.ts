import { expect, test } from 'vitest';
import { bytesOfGibibytes, gibibytesOf } from './quota-amount.ts';

test.each([
  ['', null],
  ['0', '0'],
  ['50', '53687091200'],
  [' 0.5 ', '536870912'],
  ['half', undefined],
  ['-1', undefined],
  ['1,5', undefined],
])('%j is %j bytes', (text, bytes) => {
  expect(bytesOfGibibytes(text)).toBe(bytes);
});

test.each([null, '0', '53687091200', '536870912'])('%j comes back as it was', (bytes) => {
  expect(bytesOfGibibytes(gibibytesOf(bytes))).toBe(bytes);
});
