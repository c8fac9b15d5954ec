import { describe, expect, it } from 'vitest';
import * as read from './readers.ts';

describe('an address', () => {
  it.each([
    ['https://bonded.example', 'https://bonded.example'],
    ['https://bonded.example/', 'https://bonded.example'],
    ['http://10.0.0.1:4000/base//', 'http://10.0.0.1:4000/base'],
  ])('%s is read as %s', (given, expected) => {
    expect(read.address(given)).toBe(expected);
  });

  it.each(['bonded.example', 'ftp://bonded.example', 'javascript:alert(1)', undefined])(
    '%s is none',
    (given) => {
      expect(() => read.address(given)).toThrow(/not an http or https address|is not set/);
    },
  );
});

describe('a whole number', () => {
  const number = read.wholeNumber({ fallback: 5, min: 2, max: 10 });

  it('is what was given, or the fallback', () => {
    expect([number(undefined), number('2'), number('10')]).toEqual([5, 2, 10]);
  });

  it.each(['1', '11', '2.5', 'x', '', ' ', 'Infinity', '1e9'])('is not %j', (given) => {
    expect(() => number(given)).toThrow('a whole number from 2 to 10');
  });
});

it('a port is 0 for a free one, and never above 65535', () => {
  const port = read.port(4000);
  expect([port(undefined), port('0')]).toEqual([4000, 0]);
  expect(() => port('65536')).toThrow('65535');
});

it('a flag is true or false, and nothing that only sounds like it', () => {
  const flag = read.flag(false);
  expect([flag(undefined), flag('true'), flag('1'), flag('false'), flag('0')]).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  for (const given of ['yes', 'TRUE', 'on']) expect(() => flag(given)).toThrow('not true or false');
});

it('a choice is one of those that there are', () => {
  const choice = read.oneOf(['filesystem', 's3'], 'filesystem');
  expect([choice(undefined), choice('s3')]).toEqual(['filesystem', 's3']);
  expect(() => choice('S3')).toThrow('is "S3", not one of filesystem, s3');
});

it('a secret does not show itself', () => {
  const secret = read.requiredSecret('hunter2');
  expect(secret.reveal()).toBe('hunter2');
  expect(`${JSON.stringify({ secret })} ${String(secret)}`).not.toContain('hunter2');
  expect(read.secret(undefined)).toBeNull();
  expect(() => read.requiredSecret(undefined)).toThrow('is not set');
});

it('a list is separated by commas, and forgives spaces', () => {
  expect(read.list(' a, b ,,c ')).toEqual(['a', 'b', 'c']);
  expect(read.list(undefined)).toEqual([]);
});
