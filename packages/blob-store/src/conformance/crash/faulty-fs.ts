import type { DurableFile, DurableFs, OpenMode } from '../../filesystem/durable-fs.ts';
import { filesystemError } from '../../filesystem/filesystem-error.ts';

/** `persisted` does what was asked and reports EIO; `kill` ends the process before the call. */
export type Fault = 'EIO' | 'ENOSPC' | 'persisted' | 'kill';

/** Thrown by every call after the process has died; what runs on is a ghost. */
class Killed extends Error {
  override readonly name = 'Killed';
}

function failure(errno: string): Error {
  return filesystemError(Object.assign(new Error(`injected ${errno}`), { code: errno }));
}

/** Fails the nth call to a file system, in one of the ways that calls fail. */
export class FaultyFs implements DurableFs {
  readonly #inner: DurableFs;
  readonly #fault: Fault;
  readonly #nth: number;
  #calls = 0;
  /** The call that failed, or null while there was none. */
  failed: string | null = null;

  constructor(inner: DurableFs, options: { readonly fault: Fault; readonly nth: number }) {
    this.#inner = inner;
    this.#fault = options.fault;
    this.#nth = options.nth;
  }

  async open(path: string, mode: OpenMode): Promise<DurableFile | null> {
    const file = await this.#do(
      `open ${path}`,
      () => this.#inner.open(path, mode),
      (opened) => opened?.close(),
    );
    if (file === null) return null;
    const call = <T>(name: string, act: () => Promise<T>) => this.#do(`${name} ${path}`, act);
    return {
      sizeBytes: file.sizeBytes,
      read: (buffer, position) => call('read', () => file.read(buffer, position)),
      write: (bytes, position) => call('write', () => file.write(bytes, position)),
      truncate: (sizeBytes) => call('truncate', () => file.truncate(sizeBytes)),
      sync: () => call('sync', () => file.sync()),
      // No place for faults: Linux frees the descriptor whatever close says, after a sync.
      close: () => file.close(),
    };
  }

  link(from: string, to: string): Promise<boolean> {
    return this.#do(`link ${to}`, () => this.#inner.link(from, to));
  }

  rename(from: string, to: string): Promise<boolean> {
    return this.#do(`rename ${to}`, () => this.#inner.rename(from, to));
  }

  remove(path: string): Promise<boolean> {
    return this.#do(`remove ${path}`, () => this.#inner.remove(path));
  }

  makeReadOnly(path: string): Promise<void> {
    return this.#do(`makeReadOnly ${path}`, () => this.#inner.makeReadOnly(path));
  }

  makeDirectory(path: string): Promise<boolean> {
    return this.#do(`makeDirectory ${path}`, () => this.#inner.makeDirectory(path));
  }

  syncDirectory(path: string): Promise<void> {
    return this.#do(`syncDirectory ${path}`, () => this.#inner.syncDirectory(path));
  }

  stat(path: string) {
    return this.#do(`stat ${path}`, () => this.#inner.stat(path));
  }

  list(path: string): Promise<string[]> {
    return this.#do(`list ${path}`, () => this.#inner.list(path));
  }

  async #do<T>(
    name: string,
    act: () => Promise<T>,
    undo: (result: T) => Promise<void> | undefined = () => undefined,
  ): Promise<T> {
    this.#calls += 1;
    if (this.failed !== null && this.#fault === 'kill') throw new Killed();
    if (this.#calls !== this.#nth) return await act();
    this.failed = name;
    if (this.#fault === 'kill') throw new Killed();
    if (this.#fault === 'persisted') await undo(await act());
    throw failure(this.#fault === 'ENOSPC' ? 'ENOSPC' : 'EIO');
  }
}
