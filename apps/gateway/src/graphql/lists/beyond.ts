import type { SortValue } from './cursor.ts';
import type { SortColumn } from './order.ts';

type Condition = Readonly<Record<string, unknown>>;

/**
 * The rows that come after the given values in the order of the columns (or before them, when
 * it is reversed): equal in the first columns and further in the next one, for each column.
 */
export function beyond(
  columns: readonly SortColumn[],
  values: readonly SortValue[],
  isReversed: boolean,
): Condition {
  const alternatives = columns.flatMap((column, index) => {
    const further = furtherThan(column, values[index] ?? null, isReversed);
    if (further === null) return [];
    const equal = columns.slice(0, index).map((each, at) => nest(each.path, values[at] ?? null));
    return [{ AND: [...equal, further] }];
  });
  return { OR: alternatives };
}

function furtherThan(
  { path, direction, isNullable }: SortColumn,
  value: SortValue,
  isReversed: boolean,
): Condition | null {
  if (value === null) return isReversed ? nest(path, { not: null }) : null;
  const isUpwards = (direction === 'asc') !== isReversed;
  const further = nest(path, isUpwards ? { gt: value } : { lt: value });
  // Nulls come last: they lie beyond every value, and before none.
  return isNullable && !isReversed ? { OR: [further, nest(path, null)] } : further;
}

function nest(path: readonly string[], condition: unknown): Condition {
  const [name = '', ...rest] = path;
  return { [name]: rest.length === 0 ? condition : nest(rest, condition) };
}
