import { expect, test } from 'vitest';
import { amountOf, bytesOf } from './quota-amount.ts';

test.each([
  ['', null],
  ['0', '0'],
  ['50', '53687091200'],
  [' 0.5 gib ', '536870912'],
  ['512 MiB', '536870912'],
  ['22.5KiB', '23040'],
  ['7 B', '7'],
  ['half', undefined],
  ['-1', undefined],
  ['1,5', undefined],
  ['1 GB', undefined],
])('%j is %j bytes', (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
});

test.each([
  [null, ''],
  ['0', '0 B'],
  ['53687091200', '50 GiB'],
  ['1610612736', '1.5 GiB'],
  ['536870912', '512 MiB'],
  ['22222', '22222 B'],
  ['23040', '22.5 KiB'],
  ['1099511627777', '1099511627777 B'],
])('%j is written as %j, and comes back as it was', (bytes, text) => {
  expect(amountOf(bytes)).toBe(text);
  expect(bytesOf(amountOf(bytes))).toBe(bytes);
});
