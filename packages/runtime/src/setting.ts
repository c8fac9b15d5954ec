import { defineError } from '@bonded/kernel';

/** One environment variable: what an operator reads of it, and what a process makes of it. */
export interface Setting<Value = unknown> {
  readonly name: string;
  /** As an operator would read it, or null when it is unset by default. */
  readonly default: string | null;
  readonly description: string;
  readonly secret?: boolean;
  /** Turns the text (or its absence) into the value; throws a sentence that says what is wrong. */
  readonly read: (text: string | undefined) => Value;
}

export type SettingTable = Readonly<Record<string, Setting>>;

export type SettingValues<Table extends SettingTable> = {
  readonly [Key in keyof Table]: ReturnType<Table[Key]['read']>;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that cannot be read: the message names all of them. */
const configurationInvalid = defineError('invalid', 'CONFIGURATION_INVALID');

/** Reads a whole table. All faults are reported at once, each with what the variable is for. */
export function readSettings<Table extends SettingTable>(
  table: Table,
  environment: Environment,
): SettingValues<Table> {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(table)) {
    const text = environment[setting.name];
    try {
      // An empty variable is how shells and charts say "unset".
      values[key] = setting.read(text === '' ? undefined : text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      faults.push(`${setting.name}: ${reason} (${setting.description})`);
    }
  }
  if (faults.length > 0) throw configurationInvalid(faults.join('\n'));
  // NOTE: every key of the table was read by its own reader, or we would have thrown.
  return Object.freeze(values) as SettingValues<Table>;
}
