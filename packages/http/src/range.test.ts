import { expect, it } from 'vitest';
import { selectRange } from './range.ts';

const part = (start: number, end: number) => ({ kind: 'part', range: { start, end } });

it('serves a single range, open ranges and suffixes, cut to the size', () => {
  expect(selectRange('bytes=0-0', 10)).toEqual(part(0, 0));
  expect(selectRange('bytes=2-4', 10)).toEqual(part(2, 4));
  expect(selectRange('bytes=2-', 10)).toEqual(part(2, 9));
  expect(selectRange('bytes=2-99', 10)).toEqual(part(2, 9));
  expect(selectRange('bytes=-3', 10)).toEqual(part(7, 9));
  expect(selectRange('bytes=-99', 10)).toEqual(part(0, 9));
});

it('calls a range beyond the end, and any range of nothing, unsatisfiable', () => {
  expect(selectRange('bytes=10-', 10).kind).toBe('unsatisfiable');
  expect(selectRange('bytes=-0', 10).kind).toBe('unsatisfiable');
  expect(selectRange('bytes=0-', 0).kind).toBe('unsatisfiable');
  expect(selectRange('bytes=-1', 0).kind).toBe('unsatisfiable');
});

it('gives the whole for what it does not understand or does not serve', () => {
  for (const header of [
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=4-2',
    'bytes=0-1,3-4',
    'items=0-1',
    'bytes=a-b',
    'bytes=0x1-2',
    'bytes=1-2x',
    `bytes=0-${'9'.repeat(400)}`,
  ]) {
    expect(selectRange(header, 10).kind, String(header)).toBe('whole');
  }
});
