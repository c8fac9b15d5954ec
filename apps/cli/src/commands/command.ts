import type { z } from 'zod';
import type { Operation } from '../gateway/operation.ts';
import type { Call } from './call.ts';

export interface CommandOption {
  /** As commander spells them: `--name <text>`. */
  readonly flags: string;
  readonly says: string;
  /** What it takes, in lower case; typed in any case. */
  readonly choices?: readonly string[];
  /** May be given more than once. */
  readonly isMany?: boolean;
  readonly isRequired?: boolean;
}

/** One command: what may be typed, what it answers, and what it does. */
export interface Command {
  /** `create <slug>`, as commander spells it. */
  readonly usage: string;
  /** Shown in its place where commander cannot spell it. */
  readonly synopsis?: string;
  readonly says: string;
  readonly options?: readonly CommandOption[];
  /** What `--json` prints. A test keeps it as it is. */
  readonly answer: z.ZodType | null;
  /** What it asks of GraphQL. A test holds them against the schema. */
  readonly operations: readonly Operation<unknown>[];
  readonly run: (call: Call) => Promise<void>;
}

export interface Noun {
  readonly name: string;
  readonly says: string;
  readonly commands: readonly Command[];
}
