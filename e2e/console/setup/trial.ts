import type { Desk } from './desk.ts';

export interface Given {
  /** What the page minted: the one secret of a build machine. */
  readonly token: string;
  /** A name that nothing else has. */
  readonly name: string;
  /** Somebody with another client of the same page. */
  readonly colleague: (client: string) => Promise<Desk>;
}

/** Publishes something and gets it again, by the snippets of one client and nothing else. */
export type Trial = (desk: Desk, given: Given) => Promise<void>;
