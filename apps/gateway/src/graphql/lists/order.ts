import { assert } from '@bonded/kernel';
import { getDatamodel, type default as PrismaTypes } from '../generated/pothos-types.ts';

export type Model = keyof PrismaTypes;
export type WhereOf<Name extends Model> = PrismaTypes[Name]['Where'];
export type OrderByOf<Name extends Model> = PrismaTypes[Name]['OrderBy'];

export type ColumnType = 'String' | 'Int' | 'BigInt' | 'Float' | 'DateTime' | 'Uuid';

/** One column that rows are sorted by: where it is, what it holds, which way it runs. */
export interface SortColumn {
  /** From the row: `['package', 'name']`. */
  readonly path: readonly string[];
  readonly type: ColumnType;
  readonly direction: 'asc' | 'desc';
  /** Nulls come last, whichever way the column runs. */
  readonly isNullable: boolean;
}

/** A total order of a model's rows. */
export interface Order<Name extends Model> {
  readonly model: Name;
  readonly orderBy: readonly OrderByOf<Name>[];
  readonly columns: readonly SortColumn[];
  /** What a query must read for a row to have a cursor. */
  readonly select: Selection;
}

export type Selection = { readonly [name: string]: true | { readonly select: Selection } };

type Direction = 'asc' | 'desc';
type Nested = { readonly [key: string]: Nested | Direction };

/**
 * Declares how a list is sorted. The last column is unique, so that a page always continues
 * where the one before it stopped. A nullable column is written `{ sort, nulls: 'last' }`.
 */
export function orderOf<Name extends Model>(
  model: Name,
  orderBy: readonly OrderByOf<Name>[],
): Order<Name> {
  // A Prisma order is nested objects around one direction: that much structure is all we read.
  const columns = orderBy.map((entry) => columnOf(model, entry as unknown as Nested));
  const select = columns.reduce<Selection>(
    (selected, { path }) => ({ ...selected, ...selectionOf(path) }),
    {},
  );
  return { model, orderBy, columns, select };
}

function columnOf(model: string, entry: Nested, above: readonly string[] = []): SortColumn {
  const [name, inner] = Object.entries(entry)[0] ?? [];
  assert(name !== undefined && inner !== undefined, 'an order names a column');
  const field = getDatamodel().datamodel.models[model]?.fields.find((each) => each.name === name);
  assert(field !== undefined, `${model}.${name} is a column`);
  const path = [...above, name];
  if (field.kind === 'object') {
    assert(typeof inner === 'object', `an order by ${name} names a column of it`);
    return columnOf(field.type, inner, path);
  }
  const direction = typeof inner === 'object' ? inner.sort : inner;
  assert(direction === 'asc' || direction === 'desc', `${name} runs up or down`);
  assert(field.isRequired || typeof inner === 'object', `${name} says where its nulls go`);
  const isUuid = name === 'id' && model !== 'Advisory';
  // What lists are sorted by are scalars of these types; a new one fails in `parseCursor`'s table.
  const type = isUuid ? 'Uuid' : (field.type as ColumnType);
  return { path, type, direction, isNullable: !field.isRequired };
}

function selectionOf([name = '', ...rest]: readonly string[]): Selection {
  return { [name]: rest.length === 0 ? true : { select: selectionOf(rest) } };
}
