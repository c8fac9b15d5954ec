import type { Client } from '../gateway/client.ts';
import type { Environment } from '../settings.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What every command works with. */
export interface CommandContext {
  readonly environment: Environment;
  readonly client: Client;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

type OptionValue = string | boolean | readonly string[] | undefined;

/** One command as it was typed. */
export class Call {
  readonly context: CommandContext;
  readonly args: readonly string[];
  readonly #options: Readonly<Record<string, OptionValue>>;

  constructor(
    context: CommandContext,
    args: readonly string[],
    options: Readonly<Record<string, OptionValue>>,
  ) {
    this.context = context;
    this.args = args;
    this.#options = options;
  }

  /** The argument at a place; the usage line says how many there are. */
  arg(at: number): string {
    return this.args[at] ?? '';
  }

  /** The text of an option, undefined when it was not given. */
  text(name: string): string | undefined {
    const value = this.#options[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** An option that is one of the schema's words, which are upper case there. */
  word(name: string): string | undefined {
    return this.text(name)?.toUpperCase().replaceAll('-', '_');
  }

  /** The values of an option that may be given more than once, undefined when it was not. */
  many(name: string): readonly string[] | undefined {
    const value = this.#options[name];
    return typeof value === 'object' ? value : undefined;
  }

  words(name: string): readonly string[] | undefined {
    return this.many(name)?.map((word) => word.toUpperCase().replaceAll('-', '_'));
  }

  /** Undefined when neither `--name` nor `--no-name` was given. */
  choice(name: string): boolean | undefined {
    const value = this.#options[name];
    return typeof value === 'boolean' ? value : undefined;
  }

  has(name: string): boolean {
    return this.choice(name) === true;
  }

  /** Answer with one JSON document. */
  get isJson(): boolean {
    return this.has('json');
  }
}
