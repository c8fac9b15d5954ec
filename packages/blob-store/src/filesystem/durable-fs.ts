/**
 * `create` makes a new read-only file, `grow` a new one that can be changed later, `change` reads
 * and writes one.
 */
export type OpenMode = 'create' | 'grow' | 'change' | 'read';

/**
 * An open file. Reads and writes name their position, so that nothing depends on what happened
 * before.
 */
export interface DurableFile {
  /** Size when it was opened. */
  readonly sizeBytes: number;
  /**
   * Fills `buffer` from `position`; answers how many bytes there were, less than asked only at the
   * end.
   */
  read(buffer: Uint8Array, position: number): Promise<number>;
  /** Writes all of `bytes`. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  /**
   * fdatasync: what was written survives a power cut. After a failure, what was written since the
   * last sync is lost.
   */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface FileStat {
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/**
 * All that the filesystem drivers ask of the operating system, so few that a model can enumerate
 * what a power cut leaves (conformance/crash). Paths are relative to the store's root, with `/`
 * between names.
 *
 * Absence is an answer (null or false), never an error. Failures are `BLOB_STORE_FULL` or
 * `BLOB_STORE_UNAVAILABLE`.
 */
export interface DurableFs {
  /**
   * Null when a file to read or change is absent, one to change is read-only, or one to create or
   * grow is there.
   */
  open(path: string, mode: OpenMode): Promise<DurableFile | null>;
  /** A second name for a file; false when `to` is taken or `from` is absent. */
  link(from: string, to: string): Promise<boolean>;
  /**
   * Replaces `to` in one step; false when `from` is absent. Two names of one file are both left as
   * they are.
   */
  rename(from: string, to: string): Promise<boolean>;
  /** False when it was absent. */
  remove(path: string): Promise<boolean>;
  /** Takes the right to write away from everybody. */
  makeReadOnly(path: string): Promise<void>;
  /** Its parent must be there. False when it was there already. */
  makeDirectory(path: string): Promise<boolean>;
  /** fsync of a directory: the names that were added and removed survive a power cut. */
  syncDirectory(path: string): Promise<void>;
  stat(path: string): Promise<FileStat | null>;
  /** Names in no order; none when the directory is absent. */
  list(path: string): Promise<string[]>;
}
