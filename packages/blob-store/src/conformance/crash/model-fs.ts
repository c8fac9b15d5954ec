import type { DurableFile, DurableFs, FileStat, OpenMode } from '../../filesystem/durable-fs.ts';
import { filesystemError } from '../../filesystem/filesystem-error.ts';
import { forgetPending, savePending } from './crash-states.ts';
import { ModelDirectory, ModelFile, type ModelNode } from './model-disk.ts';

export interface ModelFsOptions {
  /** Told after each call that changed the disk or its cache. */
  readonly onChange?: (call: string) => void;
  /** True for a sync that shall fail, losing what it should have saved. */
  readonly failsSync?: (call: string) => boolean;
}

/**
 * A disk in memory that forgets what was not synced: the ground on which a power cut is modelled.
 */
export class ModelFs implements DurableFs {
  readonly root: ModelDirectory;
  readonly #options: ModelFsOptions;

  constructor(root: ModelDirectory = new ModelDirectory(), options: ModelFsOptions = {}) {
    this.root = root;
    this.#options = options;
  }

  async open(path: string, mode: OpenMode): Promise<DurableFile | null> {
    const node = this.#find(path);
    const isNew = mode === 'create' || mode === 'grow';
    if (!isNew) {
      const isFit = node instanceof ModelFile && !(mode === 'change' && node.isReadOnly);
      return isFit ? this.#opened(node, path) : null;
    }
    if (node !== undefined) return null;
    const { directory, name } = this.#locate(path);
    const file = new ModelFile(new Uint8Array(), mode === 'create');
    directory.change(name, file);
    this.#changed(`open ${path}`);
    return this.#opened(file, path);
  }

  async link(from: string, to: string): Promise<boolean> {
    const node = this.#find(from);
    const target = this.#locate(to);
    if (node === undefined || target.directory.cached.has(target.name)) return false;
    target.directory.change(target.name, node);
    this.#changed(`link ${to}`);
    return true;
  }

  async rename(from: string, to: string): Promise<boolean> {
    const source = this.#locate(from);
    const target = this.#locate(to);
    const node = source.directory.cached.get(source.name);
    if (node === undefined) return false;
    if (target.directory.cached.get(target.name) === node) return true;
    target.directory.change(target.name, node);
    source.directory.change(source.name, null);
    this.#changed(`rename ${from} ${to}`);
    return true;
  }

  async remove(path: string): Promise<boolean> {
    if (this.#find(path) === undefined) return false;
    const { directory, name } = this.#locate(path);
    directory.change(name, null);
    this.#changed(`remove ${path}`);
    return true;
  }

  async makeReadOnly(path: string): Promise<void> {
    const node = this.#find(path);
    if (node instanceof ModelFile) node.isReadOnly = true;
  }

  async makeDirectory(path: string): Promise<boolean> {
    const { directory, name } = this.#locate(path);
    if (directory.cached.has(name)) return false;
    directory.change(name, new ModelDirectory());
    this.#changed(`makeDirectory ${path}`);
    return true;
  }

  async syncDirectory(path: string): Promise<void> {
    this.#sync(this.#directory(path === '' ? [] : path.split('/')), `syncDirectory ${path}`);
  }

  async stat(path: string): Promise<FileStat | null> {
    const node = this.#find(path);
    if (!(node instanceof ModelFile)) return null;
    return { sizeBytes: node.cached.length, modifiedAt: new Date(0) };
  }

  async list(path: string): Promise<string[]> {
    const node = this.#find(path);
    return node instanceof ModelDirectory ? [...node.cached.keys()] : [];
  }

  #opened(file: ModelFile, path: string): DurableFile {
    return {
      sizeBytes: file.cached.length,
      read: async (buffer, position) => {
        const bytes = file.cached.subarray(position, position + buffer.length);
        buffer.set(bytes);
        return bytes.length;
      },
      write: async (bytes, position) => {
        file.change({ kind: 'write', bytes: Uint8Array.from(bytes), position });
        this.#changed(`write ${path}`);
      },
      truncate: async (sizeBytes) => {
        file.change({ kind: 'truncate', sizeBytes });
        this.#changed(`truncate ${path}`);
      },
      sync: async () => this.#sync(file, `sync ${path}`),
      close: async () => {},
    };
  }

  #sync(node: ModelNode, call: string): void {
    if (this.#options.failsSync?.(call) === true) {
      forgetPending(node);
      this.#changed(call);
      throw filesystemError(Object.assign(new Error(call), { code: 'EIO' }));
    }
    savePending(node);
    this.#changed(call);
  }

  #changed(call: string): void {
    this.#options.onChange?.(call);
  }

  #find(path: string): ModelNode | undefined {
    let node: ModelNode | undefined = this.root;
    for (const name of path.split('/')) {
      node = node instanceof ModelDirectory ? node.cached.get(name) : undefined;
    }
    return node;
  }

  #locate(path: string): { readonly directory: ModelDirectory; readonly name: string } {
    const names = path.split('/');
    return { directory: this.#directory(names.slice(0, -1)), name: names.at(-1) ?? '' };
  }

  #directory(names: readonly string[]): ModelDirectory {
    let directory = this.root;
    for (const name of names) {
      const node = directory.cached.get(name);
      if (!(node instanceof ModelDirectory)) {
        throw filesystemError(Object.assign(new Error(names.join('/')), { code: 'ENOENT' }));
      }
      directory = node;
    }
    return directory;
  }
}
