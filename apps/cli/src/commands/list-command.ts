import { usageInvalid } from '../errors.ts';
import { fetchListing, type Listing, listingOf } from '../gateway/listing.ts';
import { type Column, printJson, printTable } from '../terminal/table.ts';
import { note } from '../terminal/terminal.ts';
import type { Call } from './call.ts';
import type { Command, CommandOption } from './command.ts';
import type { Shape } from './shape.ts';

const limitDefault = 50;
const limitMax = 1_000;

/** What every list takes: lists are read in parts, never whole. */
export const listOptions: readonly CommandOption[] = [
  { flags: '--limit <count>', says: `how many at most, up to ${limitMax} (${limitDefault})` },
  { flags: '--after <cursor>', says: 'go on where an earlier list ended' },
];

interface ListSpec<Row> {
  readonly usage: string;
  readonly says: string;
  readonly options?: readonly CommandOption[];
  readonly shape: Shape<Row>;
  /** Takes `$first` and `$after`, and selects the page and the shape's fields. */
  readonly document: string;
  /** Where the connection is in the answer. */
  readonly at: string;
  readonly variables?: (call: Call) => object | Promise<object>;
  /** Other operations that `variables` needs, for the test that holds them against the schema. */
  readonly asks?: Command['operations'];
}

/** A command that lists a connection. */
export function listCommand<Row>(spec: ListSpec<Row>): Command {
  const { usage, says, shape, options = [], variables } = spec;
  const operation = { document: spec.document, at: spec.at, row: shape.row };
  return {
    usage,
    says,
    options: [...options, ...listOptions],
    answer: listingOf(shape.row),
    operations: [operation, ...(spec.asks ?? [])],
    run: async (call) => {
      const listing = await fetchListing(call.context.client, operation, {
        variables: (await variables?.(call)) ?? {},
        ...pageOf(call),
      });
      printListing(call, listing, shape.columns);
    },
  };
}

/** Which part of a list was asked for. Errors: CLI_USAGE_INVALID. */
export function pageOf(call: Call): { readonly limit: number; readonly after: string | null } {
  const limit = Number(call.text('limit') ?? limitDefault);
  if (!Number.isInteger(limit) || limit < 1 || limit > limitMax) {
    throw usageInvalid(`--limit takes a whole number from 1 to ${limitMax}.`);
  }
  return { limit, after: call.text('after') ?? null };
}

export function printListing<Row>(
  call: Call,
  listing: Listing<Row>,
  columns: readonly Column<Row>[],
): void {
  const { terminal } = call.context;
  if (call.isJson) {
    printJson(terminal, listing);
    return;
  }
  printTable(terminal, listing.items, columns);
  if (listing.next !== null) note(terminal, `There are more: --after ${listing.next}`);
}

/** A list that comes whole because it is short by nature, in the words of every other. */
export function listingOfAll<Row>(items: readonly Row[]): Listing<Row> {
  return { items, next: null };
}
