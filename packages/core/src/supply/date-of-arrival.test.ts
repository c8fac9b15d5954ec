import { describe, expect, it } from 'vitest';
import { dateOfArrival } from './date-of-arrival.ts';

const early = new Date('2026-01-01T00:00:00Z');
const late = new Date('2026-02-02T00:00:00Z');

describe('the date of what comes from an upstream', () => {
  it('is that of its index, and of the file where there is none', () => {
    expect(dateOfArrival({ publishedAt: early }, late)).toBe(early);
    expect(dateOfArrival({ publishedAt: null }, late)).toBe(late);
    expect(dateOfArrival({ publishedAt: null }, null)).toBeNull();
  });

  it('is when its index last changed where nothing else says one', () => {
    const listed = { publishedAt: null, listedAt: early };
    expect(dateOfArrival(listed, null)).toBe(early);
    expect(dateOfArrival(listed, late)).toBe(late);
    expect(dateOfArrival({ ...listed, isUndated: true }, null)).toBeNull();
  });

  it('D5.2 is no earlier than upstream knows where its publisher chose it', () => {
    expect(dateOfArrival({ publishedAt: early, isSelfDated: true }, late)).toBe(late);
    expect(dateOfArrival({ publishedAt: late, isSelfDated: true }, early)).toBe(late);
    expect(dateOfArrival({ publishedAt: early, isSelfDated: true }, null)).toBe(early);
  });
});
