/** Where an upload of this browser stands. `needs-file` and `needs-leave` wait for the person. */
export type UploadState =
  | 'waiting'
  | 'running'
  | 'paused'
  | 'needs-file'
  | 'needs-leave'
  | 'failed'
  | 'done';

/** What is kept across reloads. A file handle lets the browser read the file again by itself. */
export interface UploadRecord {
  readonly id: string;
  /** `project/repository`. */
  readonly repository: string;
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly lastModifiedMs: number;
  readonly contentType: string;
  readonly createdAtMs: number;
  readonly isPaused: boolean;
  readonly uploadUrl?: string;
  readonly handle?: FileSystemFileHandle;
}

export interface UploadEntry {
  readonly record: UploadRecord;
  readonly state: UploadState;
  /** What the server has acknowledged. */
  readonly offsetBytes: number;
  readonly bytesPerSecond: number;
  readonly problem?: string;
}

export interface PickedFile {
  readonly file: File;
  readonly path: string;
  readonly handle?: FileSystemFileHandle;
}

/** Whether a file chosen again after a reload is the one that was being sent. */
export function isSameFile(record: UploadRecord, file: File): boolean {
  return (
    file.name === record.fileName &&
    file.size === record.sizeBytes &&
    file.lastModified === record.lastModifiedMs
  );
}

const isActive = new Set<UploadState>(['waiting', 'running']);

export interface UploadTotals {
  readonly open: number;
  readonly active: number;
  readonly sentBytes: number;
  readonly sizeBytes: number;
}

/** The queue in four numbers, for the tray's button. */
export function totalsOf(entries: readonly UploadEntry[]): UploadTotals {
  const open = entries.filter(({ state }) => state !== 'done');
  return {
    open: open.length,
    active: open.filter(({ state }) => isActive.has(state)).length,
    sentBytes: entries.reduce((sum, { offsetBytes }) => sum + offsetBytes, 0),
    sizeBytes: entries.reduce((sum, { record }) => sum + record.sizeBytes, 0),
  };
}
