import { expect, it } from 'vitest';
import { captureTerminal } from '../../tests/capture-terminal.ts';
import { printJson, printRecord, printTable } from './table.ts';

const columns = [
  { title: 'name', of: (row: { name: string }) => row.name },
  { title: 'tags', of: () => ['a', 'b'] },
  { title: 'public', of: () => false },
  { title: 'note', of: () => null },
];

it('aligns the columns of a table below their titles', () => {
  const terminal = captureTerminal();
  printTable(terminal, [{ name: 'one' }, { name: 'a longer one' }], columns);
  expect(terminal.printed()).toBe(
    [
      'NAME          TAGS  PUBLIC  NOTE',
      'one           a b   no',
      'a longer one  a b   no',
      '',
    ].join('\n'),
  );
});

it('leaves stdout empty when there is nothing, so that a script counts no lines', () => {
  const terminal = captureTerminal();
  printTable(terminal, [], columns);
  expect(terminal.printed()).toBe('');
  expect(terminal.noted()).toBe('There are none.\n');
});

it('shows of one thing only what there is to say', () => {
  const terminal = captureTerminal();
  printRecord(terminal, { name: 'one\u001b[2J' }, columns);
  expect(terminal.printed()).toBe('name    one [2J\ntags    a b\npublic  no\n');
});

it('prints one JSON document', () => {
  const terminal = captureTerminal();
  printJson(terminal, { items: [], next: null });
  expect(JSON.parse(terminal.printed())).toEqual({ items: [], next: null });
});
