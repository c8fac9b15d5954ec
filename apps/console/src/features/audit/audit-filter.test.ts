import { expect, test } from 'vitest';
import { auditFilter, exportQuery } from './audit-filter.ts';

const addressOf = (text: string) => {
  const search = new URLSearchParams(text);
  return { get: (key: string) => search.get(key) ?? '' };
};

test('S17 the export asks for exactly what the list shows', () => {
  const address = addressOf('actor=ada&outcome=REFUSED&since=2026-01-01T00:00:00Z&page=2');
  const filter = auditFilter(address);
  expect(filter).toEqual({ actor: 'ada', outcome: 'REFUSED', since: '2026-01-01T00:00:00.000Z' });
  expect(exportQuery(filter, 'json')).toEqual({ format: 'json', ...filter });
});

test('a value that the gateway could not read is left out', () => {
  expect(auditFilter(addressOf('outcome=MAYBE&until=yesterday'))).toEqual({});
});
