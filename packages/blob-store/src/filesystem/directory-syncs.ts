import { blobStoreUnavailable } from '../errors.ts';
import type { DurableFs } from './durable-fs.ts';

/**
 * Syncs of directories, grouped: whoever asks while one runs shares the next. A running one cannot
 * serve a latecomer, whose entry it may have missed.
 *
 * A failed fsync may drop dirty entries and report success the next time (fsyncgate). So whoever
 * wrote an entry before a failure was seen is told of the failure, and only an entry written after
 * it can be synced again: repeating the sync alone never turns a failure into a success.
 */
export class DirectorySyncs {
  readonly #fs: DurableFs;
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();
  // Both bounded by the layout: at most one entry for each directory of the store.
  readonly #failures = new Map<string, number>();
  readonly #durable = new Set<string>();

  constructor(fs: DurableFs) {
    this.#fs = fs;
  }

  /**
   * How often syncing this directory has failed: to be taken before an entry is written, and handed
   * to `sync`.
   */
  failures(path: string): number {
    return this.#failures.get(path) ?? 0;
  }

  /**
   * Makes the caller's entry durable. `failuresBefore` is 0 when the entry was written at some
   * unknown time.
   */
  async sync(path: string, failuresBefore: number): Promise<void> {
    this.#assertNoneSince(path, failuresBefore);
    await this.#grouped(path);
    this.#assertNoneSince(path, failuresBefore);
  }

  /**
   * Makes a directory that may be new, and its name durable: another process may have made it a
   * moment ago, so being there proves nothing. After the first time in this process it costs
   * nothing.
   */
  async ensureDirectory(path: string): Promise<void> {
    if (this.#durable.has(path)) return;
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '' : path.slice(0, slash);
    if (slash >= 0) await this.ensureDirectory(parent);
    const failuresBefore = this.failures(parent);
    const isMade = await this.#fs.makeDirectory(path);
    await this.sync(parent, isMade ? failuresBefore : 0);
    this.#durable.add(path);
  }

  #assertNoneSince(path: string, failuresBefore: number): void {
    if (this.failures(path) === failuresBefore) return;
    throw blobStoreUnavailable(new Error(`an fsync of ${path} failed`), { retryable: false });
  }

  #grouped(path: string): Promise<void> {
    const waiting = this.#next.get(path);
    if (waiting !== undefined) return waiting;
    const running = this.#running.get(path);
    if (running === undefined) return this.#run(path);
    const next = running.then(() => {
      this.#next.delete(path);
      return this.#run(path);
    });
    this.#next.set(path, next);
    next.catch(() => {
      if (this.#next.get(path) === next) this.#next.delete(path);
    });
    return next;
  }

  #run(path: string): Promise<void> {
    const run = this.#attempt(path).finally(() => this.#running.delete(path));
    this.#running.set(path, run);
    return run;
  }

  async #attempt(path: string): Promise<void> {
    try {
      await this.#fs.syncDirectory(path);
    } catch (error) {
      this.#failures.set(path, this.failures(path) + 1);
      throw error;
    }
  }
}
