import type { House } from './house.ts';

export interface Violation {
  readonly path: string;
  /** From 1; left out when the whole file is meant. */
  readonly line?: number;
  /** What is wrong, and what would be right, in one sentence. */
  readonly says: string;
}

export interface Rule {
  /** Kebab-case; exceptions and reports name the rule by it. */
  readonly name: string;
  /** The guarantee, as a sentence: the title of its test. */
  readonly guarantees: string;
  check(house: House): readonly Violation[] | Promise<readonly Violation[]>;
}
