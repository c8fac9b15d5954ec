import { limits } from '#lib/limits.ts';
import { serverOffset, tusHeaders } from './server-offset.ts';
import { nextSample, type SpeedSample } from './speed.ts';
import type { Transfer } from './tus-transfer.ts';
import {
  isSameFile,
  type PickedFile,
  type UploadEntry,
  type UploadRecord,
  type UploadState,
} from './upload-entry.ts';
import { UploadRecords } from './upload-records.ts';

interface Running {
  /** Unset while the protocol's client is still being loaded. */
  transfer: Transfer | undefined;
  sample: SpeedSample | undefined;
}

/**
 * The uploads of this browser: a few at a time, across routes and reloads. It outlives every page
 * and is read by React as an external store.
 */
export class UploadQueue {
  readonly #records = new UploadRecords();
  readonly #files = new Map<string, File>();
  readonly #running = new Map<string, Running>();
  readonly #listeners = new Set<() => void>();
  #entries: readonly UploadEntry[] = [];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): readonly UploadEntry[] => this.#entries;

  /**
   * Brings back what an earlier page left unfinished, and goes on with what can go on by itself.
   */
  async restore(): Promise<void> {
    const records = await this.#records.all();
    const known = new Set(this.#entries.map(({ record }) => record.id));
    for (const record of records.slice(0, limits.uploadQueueMax)) {
      if (!known.has(record.id)) await this.#restoreOne(record);
    }
    this.#next();
  }

  /**
   * Queues files for a repository (`project/repository`). Returns how many did not fit in the
   * queue.
   */
  async add(repository: string, picked: readonly PickedFile[]): Promise<number> {
    const room = Math.max(0, limits.uploadQueueMax - this.#entries.length);
    for (const { file, path, handle } of picked.slice(0, room)) {
      if (this.#attach(repository, path, file)) continue;
      const record: UploadRecord = {
        id: crypto.randomUUID(),
        repository,
        path,
        fileName: file.name,
        sizeBytes: file.size,
        lastModifiedMs: file.lastModified,
        contentType: file.type || 'application/octet-stream',
        createdAtMs: Date.now(),
        isPaused: false,
        ...(handle ? { handle } : {}),
      };
      this.#files.set(record.id, file);
      this.#insert({ record, state: 'waiting', offsetBytes: 0, bytesPerSecond: 0 });
      await this.#records.put(record);
    }
    this.#next();
    return Math.max(0, picked.length - room);
  }

  async pause(id: string): Promise<void> {
    const running = this.#running.get(id);
    this.#running.delete(id);
    this.#change(id, { state: 'paused', bytesPerSecond: 0 });
    await this.#keep(id, { isPaused: true });
    await running?.transfer?.pause();
    this.#next();
    await this.#readOffset(id);
  }

  /**
   * Goes on from the server's offset; asks the browser for leave to read the file where it must.
   */
  async resume(id: string): Promise<void> {
    const entry = this.#find(id);
    if (!entry) return;
    await this.#keep(id, { isPaused: false });
    const isReady = this.#files.has(id) || (await this.#readHandle(entry.record, true));
    this.#change(id, { state: isReady ? 'waiting' : 'needs-file' });
    this.#next();
  }

  /** Gives up: the server forgets the bytes, and so does this browser. */
  async cancel(id: string): Promise<void> {
    const entry = this.#find(id);
    const running = this.#running.get(id);
    this.#running.delete(id);
    this.#remove(id);
    await this.#records.delete(id);
    if (running?.transfer) await running.transfer.discard();
    else if (entry?.record.uploadUrl) await this.#discardAtServer(entry.record.uploadUrl);
    this.#next();
  }

  /** The file of a restored upload, chosen again. False when it is another file. */
  provide(id: string, file: File): boolean {
    const entry = this.#find(id);
    if (!entry || !isSameFile(entry.record, file)) return false;
    this.#files.set(id, file);
    this.#change(id, { state: 'waiting' });
    this.#next();
    return true;
  }

  clearDone(): void {
    this.#entries = this.#entries.filter(({ state }) => state !== 'done');
    this.#announce();
  }

  /** What the server really has, once nothing is on the way any more. */
  async #readOffset(id: string): Promise<void> {
    const uploadUrl = this.#find(id)?.record.uploadUrl;
    const offsetBytes = uploadUrl ? await serverOffset(uploadUrl) : undefined;
    if (offsetBytes !== undefined && !this.#running.has(id)) this.#change(id, { offsetBytes });
  }

  async #restoreOne(record: UploadRecord): Promise<void> {
    const offset = record.uploadUrl ? await serverOffset(record.uploadUrl) : 0;
    const hasFile = await this.#readHandle(record, false);
    const state = stateAfterReload(record, hasFile);
    this.#insert({ record, state, offsetBytes: offset ?? 0, bytesPerSecond: 0 });
    // The server has let it go (expired, finished elsewhere): it starts anew under the same name.
    if (offset === undefined) this.#forgetUrl(record.id);
  }

  async #readHandle(record: UploadRecord, mayAsk: boolean): Promise<boolean> {
    const { handle, id } = record;
    if (!handle) return false;
    try {
      // Browsers that hand out handles also have these two; the standard types do not.
      const leave = handle as FileSystemFileHandle & LeaveAsking;
      const granted = mayAsk ? await leave.requestPermission() : await leave.queryPermission();
      if (granted !== 'granted') return false;
      const file = await handle.getFile();
      if (!isSameFile(record, file)) return false;
      this.#files.set(id, file);
      return true;
    } catch {
      // The file has moved or the browser keeps it back: the person will be asked for it.
      return false;
    }
  }

  /** A file dropped again onto its repository continues the upload that waits for it. */
  #attach(repository: string, path: string, file: File): boolean {
    const waiting = this.#entries.find(
      ({ record, state }) =>
        (state === 'needs-file' || state === 'needs-leave') &&
        record.repository === repository &&
        record.path === path &&
        isSameFile(record, file),
    );
    return waiting ? this.provide(waiting.record.id, file) : false;
  }

  #next(): void {
    const isFree = (): boolean => this.#running.size < limits.uploadsAtOnce;
    for (const { record, state } of this.#entries) {
      if (state === 'waiting' && isFree()) void this.#start(record);
    }
  }

  async #start(record: UploadRecord): Promise<void> {
    const { id } = record;
    const file = this.#files.get(id);
    if (!file) return this.#change(id, { state: 'needs-file' });
    this.#change(id, { state: 'running' });
    const running: Running = { transfer: undefined, sample: undefined };
    this.#running.set(id, running);
    // The protocol's client is not part of the first page: most visits upload nothing.
    const { startTransfer } = await import('./tus-transfer.ts');
    if (this.#running.get(id) !== running) return;
    running.transfer = startTransfer(record, file, {
      onUrl: (uploadUrl) => void this.#keep(id, { uploadUrl }),
      onProgress: (offsetBytes) => this.#progress(id, offsetBytes),
      onDone: () => void this.#done(id),
      onFailed: (problem) => this.#failed(id, problem),
    });
  }

  #progress(id: string, offsetBytes: number): void {
    const running = this.#running.get(id);
    if (!running) return;
    running.sample = nextSample(running.sample, offsetBytes, performance.now());
    this.#change(id, { offsetBytes, bytesPerSecond: running.sample.bytesPerSecond });
  }

  async #done(id: string): Promise<void> {
    this.#running.delete(id);
    this.#files.delete(id);
    const sizeBytes = this.#find(id)?.record.sizeBytes ?? 0;
    this.#change(id, { state: 'done', offsetBytes: sizeBytes, bytesPerSecond: 0 });
    await this.#records.delete(id);
    this.#next();
  }

  #failed(id: string, problem: string): void {
    this.#running.delete(id);
    this.#change(id, { state: 'failed', problem, bytesPerSecond: 0 });
    this.#next();
  }

  async #keep(id: string, change: Partial<UploadRecord>): Promise<void> {
    const entry = this.#find(id);
    if (!entry) return;
    const record = { ...entry.record, ...change };
    this.#change(id, { record });
    if (entry.state !== 'done') await this.#records.put(record);
  }

  #forgetUrl(id: string): void {
    const entry = this.#find(id);
    if (!entry) return;
    const { uploadUrl: _forgotten, ...record } = entry.record;
    this.#change(id, { record });
  }

  async #discardAtServer(uploadUrl: string): Promise<void> {
    await fetch(uploadUrl, { method: 'DELETE', headers: tusHeaders });
  }

  #find(id: string): UploadEntry | undefined {
    return this.#entries.find(({ record }) => record.id === id);
  }

  #insert(entry: UploadEntry): void {
    this.#entries = [...this.#entries, entry];
    this.#announce();
  }

  #remove(id: string): void {
    this.#files.delete(id);
    this.#entries = this.#entries.filter(({ record }) => record.id !== id);
    this.#announce();
  }

  #change(id: string, change: Partial<UploadEntry>): void {
    this.#entries = this.#entries.map((entry) =>
      entry.record.id === id ? { ...entry, ...change } : entry,
    );
    this.#announce();
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The part of the File System Access API that the standard types leave out. */
interface LeaveAsking {
  readonly queryPermission: () => Promise<PermissionState>;
  readonly requestPermission: () => Promise<PermissionState>;
}

function stateAfterReload(record: UploadRecord, hasFile: boolean): UploadState {
  if (record.isPaused) return 'paused';
  if (hasFile) return 'waiting';
  return record.handle ? 'needs-leave' : 'needs-file';
}
