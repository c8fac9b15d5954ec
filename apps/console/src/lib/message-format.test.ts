import { expect, test } from 'vitest';
import { formatMessage } from './message-format.ts';

const keys = '{count, plural, =0 {No keys} one {# key of {owner}} other {# keys of {owner}}}';

test.each([
  [0, 'No keys'],
  [1, '1 key of ada'],
  [1200, '1,200 keys of ada'],
])('%d chooses its plural', (count, says) => {
  expect(formatMessage(keys, { count, owner: 'ada' })).toBe(says);
});

test('a value that looks like a placeholder is not filled again', () => {
  expect(formatMessage('Hello {name}', { name: '{name}' })).toBe('Hello {name}');
});

test('a missing value is a fault, not a gap in the text', () => {
  expect(() => formatMessage('Hello {name}')).toThrow('name');
});
