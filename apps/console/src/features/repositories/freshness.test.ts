import { expect, it } from 'vitest';
import { freshnessOf, secondsOf } from './freshness.ts';

it('shows a time in the largest unit that it is a whole number of', () => {
  expect(freshnessOf(300)).toEqual({ freshFor: '5', freshUnit: 'MINUTES' });
  expect(freshnessOf(86_400)).toEqual({ freshFor: '24', freshUnit: 'HOURS' });
  expect(freshnessOf(90)).toEqual({ freshFor: '90', freshUnit: 'SECONDS' });
  expect(freshnessOf(0)).toEqual({ freshFor: '0', freshUnit: 'SECONDS' });
});

it('says every time in seconds again, whatever it was typed in', () => {
  for (const seconds of [0, 1, 59, 60, 3599, 3600, 86_400]) {
    expect(secondsOf(freshnessOf(seconds))).toBe(seconds);
  }
  expect(secondsOf({ freshFor: '1.5', freshUnit: 'HOURS' })).toBe(5400);
});
