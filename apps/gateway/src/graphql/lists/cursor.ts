import { invalidInput } from '@bonded/core/input';
import { isId } from '@bonded/kernel';
import type { ColumnType, SortColumn } from './order.ts';

/** A value that rows are sorted by. */
export type SortValue = string | number | bigint | Date | null;

const textMax = 2_000;

/**
 * Where a row stands in its list: the values it is sorted by. It stays good when the row is
 * gone.
 */
export function cursorOf(row: object, columns: readonly SortColumn[]): string {
  const values = columns.map(({ path }) => textOf(valueAt(row, path)));
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function valueAt(row: object, path: readonly string[]): SortValue {
  let value: unknown = row;
  // The path was checked against the data model: objects all the way, and a scalar at its end.
  for (const name of path) value = (value as Record<string, unknown>)[name];
  // See above.
  return value as SortValue;
}

function textOf(value: SortValue): string | null {
  if (value === null) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Reads what `cursorOf` wrote, for the same columns. Errors: INVALID_INPUT. */
export function parseCursor(cursor: string, columns: readonly SortColumn[]): SortValue[] {
  const texts = textsOf(cursor);
  if (texts.length !== columns.length) throw badCursor();
  return columns.map((column, index) => valueOf(texts[index], column));
}

function textsOf(cursor: string): unknown[] {
  try {
    const texts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(texts) ? texts : [];
  } catch (error) {
    throw badCursor(error);
  }
}

const parsers: Readonly<Record<ColumnType, (text: string) => SortValue | undefined>> = {
  String: (text) => (text.length <= textMax && !text.includes('\0') ? text : undefined),
  Uuid: (text) => (isId(text) ? text : undefined),
  Int: (text) => (/^-?\d{1,10}$/.test(text) ? Number(text) : undefined),
  BigInt: (text) => (/^-?\d{1,18}$/.test(text) ? BigInt(text) : undefined),
  Float: (text) => (/^-?[\d.]{1,20}$/.test(text) ? Number(text) : undefined),
  DateTime: (text) => (Number.isNaN(Date.parse(text)) ? undefined : new Date(text)),
};

function valueOf(text: unknown, { type, isNullable }: SortColumn): SortValue {
  if (text === null && isNullable) return null;
  const value = typeof text === 'string' ? parsers[type](text) : undefined;
  if (value === undefined) throw badCursor();
  return value;
}

function badCursor(cause?: unknown): Error {
  return invalidInput('This cursor does not belong to this list.', { cause });
}
