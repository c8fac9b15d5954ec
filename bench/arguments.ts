import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** Only to see that everything works: the figures mean nothing. */
  readonly isQuick: boolean;
  /** One row of each kind, quickly. */
  readonly isSample: boolean;
  /** Names of the rows to run; empty means all, and the limits of the machine. */
  readonly rows: readonly string[];
  /** Writes RESULTS.md. */
  readonly isPublished: boolean;
}

/** What was typed is wrong: the message says it all. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line. Throws UsageError. */
export function readArguments(args: readonly string[], known: readonly string[]): BenchArguments {
  const values = parse(args);
  const strange = values.row.filter((name) => !known.includes(name));
  if (strange.length > 0) {
    throw new UsageError(`There is no row ${strange.join(', ')}. There are: ${known.join(', ')}.`);
  }
  if (values.publish && (values.quick || values.row.length > 0)) {
    throw new UsageError('--publish takes a whole run, without --quick and --row.');
  }
  if (values.sample && (values.publish || values.row.length > 0)) {
    throw new UsageError('--sample chooses the rows, and publishes nothing.');
  }
  return {
    isQuick: values.quick || values.sample,
    isSample: values.sample,
    rows: values.row,
    isPublished: values.publish,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        sample: { type: 'boolean', default: false },
        row: { type: 'string', multiple: true, default: [] },
        publish: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
