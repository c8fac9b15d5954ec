import type { Hash } from 'node:crypto';
import type { PartialState } from './partial-store.ts';

/** An unfinished SHA-256 and the state it has reached. */
export interface LiveHash extends PartialState {
  readonly hash: Hash;
}

/**
 * Unfinished hashes of uploads under way, so that the next append need not read the prefix again.
 * Bounded, and only a shortcut: an entry counts as long as it agrees with the medium, where another
 * process may have been.
 */
export class LiveHashes {
  readonly #entriesMax: number;
  readonly #entries = new Map<string, LiveHash>();

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  /** A copy to go on with, if there is one for exactly this state. */
  get(id: string, state: PartialState): Hash | null {
    const entry = this.#entries.get(id);
    if (entry?.sizeBytes !== state.sizeBytes || entry.checkpoint !== state.checkpoint) return null;
    return entry.hash.copy();
  }

  set(id: string, live: LiveHash): void {
    this.#entries.delete(id);
    this.#entries.set(id, live);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#entriesMax && !oldest.done) this.#entries.delete(oldest.value);
  }

  delete(id: string): void {
    this.#entries.delete(id);
  }
}
