import { expect, it } from 'vitest';
import { preparedStatementNames } from './prepared-statement-names.ts';

it('a statement has no name at first and keeps one from the second time on', () => {
  const nameOf = preparedStatementNames();
  expect(nameOf({ sql: 'SELECT 1' })).toBe('');
  const name = nameOf({ sql: 'SELECT 1' });
  expect(name).not.toBe('');
  expect(nameOf({ sql: 'SELECT 1' })).toBe(name);
});

it('a search keeps no name, and so is planned for what it looks for', () => {
  const nameOf = preparedStatementNames();
  const query = { sql: 'SELECT 1 FROM packages WHERE name ILIKE $1' };
  expect([nameOf(query), nameOf(query), nameOf(query)]).toEqual(['', '', '']);
});

it('different statements never share a name', () => {
  const nameOf = preparedStatementNames();
  const statements = Array.from({ length: 100 }, (_, index) => ({ sql: `SELECT ${index}` }));
  for (const statement of statements) nameOf(statement);
  expect(new Set(statements.map(nameOf)).size).toBe(100);
});

it('beyond the bound statements stay unnamed, and the named ones keep their names', () => {
  const nameOf = preparedStatementNames();
  const statements = Array.from({ length: 600 }, (_, index) => ({ sql: `SELECT ${index}` }));
  for (const statement of statements) {
    nameOf(statement);
    nameOf(statement);
  }
  const names = statements.map(nameOf);
  expect(names.filter((name) => name !== '')).toHaveLength(500);
  expect(names[0]).not.toBe('');
  expect(names[599]).toBe('');
});
