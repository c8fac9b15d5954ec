import { plain, plainJson } from './plain.ts';
import { note, type Terminal } from './terminal.ts';

/** One thing that people see of a row. Lists and null are shown as words and nothing. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number | boolean | null | readonly string[];
}

function cellOf<Row>(row: Row, column: Column<Row>): string {
  const value = column.of(row);
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return plain(typeof value === 'object' ? value.join(' ') : String(value));
}

/** Rows for people, columns aligned below their titles. */
export function printTable<Row>(
  terminal: Terminal,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): void {
  if (rows.length === 0) {
    note(terminal, 'There are none.');
    return;
  }
  const cells = rows.map((row) => columns.map((column) => cellOf(row, column)));
  const table = [columns.map(({ title }) => title.toUpperCase()), ...cells];
  const widths = columns.map((_, at) => Math.max(...table.map((line) => line[at]?.length ?? 0)));
  for (const line of table) {
    const padded = line.map((cell, at) => cell.padEnd(widths[at] ?? 0));
    terminal.output.write(`${padded.join('  ').trimEnd()}\n`);
  }
}

/** One row for people: a line for each thing that there is to say. */
export function printRecord<Row>(
  terminal: Terminal,
  row: Row,
  columns: readonly Column<Row>[],
): void {
  const lines = columns
    .map((column) => [column.title, cellOf(row, column)] as const)
    .filter(([, cell]) => cell !== '');
  const width = Math.max(0, ...lines.map(([title]) => title.length));
  for (const [title, cell] of lines) {
    terminal.output.write(`${title.padEnd(width)}  ${cell}\n`);
  }
}

/** For programs: one JSON document. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.output.write(`${plainJson(value)}\n`);
}
