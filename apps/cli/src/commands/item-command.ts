import { run } from '../gateway/operation.ts';
import { plain } from '../terminal/plain.ts';
import { printJson, printRecord } from '../terminal/table.ts';
import { note } from '../terminal/terminal.ts';
import type { Call } from './call.ts';
import type { Command, CommandOption } from './command.ts';
import type { Shape } from './shape.ts';

interface ItemSpec<Row> {
  readonly usage: string;
  readonly says: string;
  readonly options?: readonly CommandOption[];
  readonly shape: Pick<Shape<Row>, 'row' | 'columns' | 'details'>;
  readonly document: string;
  /** Where the thing is in the answer. */
  readonly at: string;
  readonly variables: (call: Call) => object | Promise<object>;
  /** Other operations that `variables` needs, for the test that holds them against the schema. */
  readonly asks?: Command['operations'];
  /** What was done, for whoever reads along. */
  readonly done?: (row: Row, call: Call) => string;
}

/** A command that is one operation on one thing, and shows it. */
export function itemCommand<Row>(spec: ItemSpec<Row>): Command {
  const { usage, says, shape, options = [] } = spec;
  const operation = { document: spec.document, at: spec.at, row: shape.row };
  return {
    usage,
    says,
    options,
    answer: shape.row,
    operations: [operation, ...(spec.asks ?? [])],
    run: async (call) => {
      const row = await run(call.context.client, operation, await spec.variables(call));
      printItem(call, row, shape);
      if (spec.done !== undefined) note(call.context.terminal, plain(spec.done(row, call)));
    },
  };
}

export function printItem<Row>(
  call: Call,
  row: Row,
  { columns, details = [] }: Pick<Shape<Row>, 'columns' | 'details'>,
): void {
  const { terminal } = call.context;
  if (call.isJson) printJson(terminal, row);
  else printRecord(terminal, row, [...columns, ...details]);
}
