import { invalidInput } from '@bonded/core/input';
import { builder } from './builder.ts';

function dateOf(value: unknown): Date {
  const date = typeof value === 'string' ? new Date(value) : null;
  if (date !== null && !Number.isNaN(date.getTime())) return date;
  throw invalidInput('A DateTime is an RFC 3339 string, for example "2030-01-31T12:00:00Z".');
}

builder.scalarType('DateTime', {
  description: 'A moment, as RFC 3339 in UTC.',
  serialize: (date) => date.toISOString(),
  parseValue: dateOf,
});

builder.scalarType('BigInt', {
  description: 'A whole number as a decimal string: bytes outgrow what a JSON number can hold.',
  serialize: (number) => number.toString(),
  parseValue: (value) => {
    if (typeof value === 'string' && /^\d{1,19}$/.test(value)) return BigInt(value);
    throw invalidInput('A BigInt is a decimal string.');
  },
});

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: (value) => value,
});
