import { type GraphQLField, getNamedType, getNullableType, isListType } from 'graphql';
import { limits } from './limits.ts';

/** A plain list (tags, sessions, days of a chart) is short. */
const plainListSize = 10;
/** A total is a query of its own. */
const totalCost = 10;

/**
 * What a field costs, and how often what lies below it is paid: a page as many times as it has
 * rows.
 */
export function complexityOf(
  args: Record<string, unknown>,
  _context: object,
  { name, type }: Pick<GraphQLField<unknown, unknown>, 'name' | 'type'>,
): { field: number; multiplier: number } {
  if (getNamedType(type).name.endsWith('Connection')) {
    return { field: 1, multiplier: rowsOf(args) };
  }
  if (name === 'totalCount') return { field: totalCost, multiplier: 1 };
  // A connection has multiplied for its nodes and edges already.
  const isCounted = name === 'nodes' || name === 'edges';
  const isList = isListType(getNullableType(type));
  return { field: 1, multiplier: isList && !isCounted ? plainListSize : 1 };
}

function rowsOf({ first, last }: Record<string, unknown>): number {
  const rows = Number(first ?? last ?? limits.pageSizeDefault);
  return Math.min(Math.max(rows, 1), limits.pageSizeMax);
}
