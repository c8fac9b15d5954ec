import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import type { DurableFile, DurableFs, FileStat, OpenMode } from './durable-fs.ts';
import { errnoOf, filesystemError } from './filesystem-error.ts';

const { O_CREAT, O_EXCL, O_RDONLY, O_NOFOLLOW, O_RDWR, O_WRONLY } = constants;

// A file born read-only can still be written through the descriptor that made it: no chmod for
// staged blobs.
const openings: Readonly<Record<OpenMode, { flags: number; permissions: number }>> = {
  create: { flags: O_WRONLY | O_CREAT | O_EXCL, permissions: 0o400 },
  grow: { flags: O_WRONLY | O_CREAT | O_EXCL, permissions: 0o600 },
  change: { flags: O_RDWR | O_NOFOLLOW, permissions: 0 },
  read: { flags: O_RDONLY | O_NOFOLLOW, permissions: 0 },
};

/** Runs a system call; the error numbers among `codes` are answers, not failures. */
async function call<T, A>(
  act: () => Promise<T>,
  codes: readonly string[],
  absent: A,
): Promise<T | A> {
  try {
    return await act();
  } catch (error) {
    if (codes.includes(errnoOf(error) ?? '')) return absent;
    throw filesystemError(error);
  }
}

async function mustSucceed<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw filesystemError(error);
  }
}

class NodeDurableFile implements DurableFile {
  readonly sizeBytes: number;
  readonly #handle: fs.FileHandle;

  constructor(handle: fs.FileHandle, sizeBytes: number) {
    this.#handle = handle;
    this.sizeBytes = sizeBytes;
  }

  read(buffer: Uint8Array, position: number): Promise<number> {
    return mustSucceed(async () => {
      let filled = 0;
      while (filled < buffer.length) {
        const rest = buffer.length - filled;
        const { bytesRead } = await this.#handle.read(buffer, filled, rest, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled;
    });
  }

  write(bytes: Uint8Array, position: number): Promise<void> {
    return mustSucceed(async () => {
      // A full disk or a signal may cut a write short without an error; the rest then fails by
      // itself.
      for (let done = 0; done < bytes.length; ) {
        const rest = bytes.length - done;
        const { bytesWritten } = await this.#handle.write(bytes, done, rest, position + done);
        done += bytesWritten;
      }
    });
  }

  truncate(sizeBytes: number): Promise<void> {
    return mustSucceed(() => this.#handle.truncate(sizeBytes));
  }

  sync(): Promise<void> {
    return mustSucceed(() => this.#handle.datasync());
  }

  close(): Promise<void> {
    return mustSucceed(() => this.#handle.close());
  }
}

/** The real thing, beneath one directory. */
export class NodeDurableFs implements DurableFs {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  open(path: string, mode: OpenMode): Promise<DurableFile | null> {
    const { flags, permissions } = openings[mode];
    const act = async () => {
      const handle = await fs.open(join(this.#root, path), flags, permissions);
      if (mode === 'create' || mode === 'grow') return new NodeDurableFile(handle, 0);
      return await existingFile(handle, mode);
    };
    return call(act, ['ENOENT', 'EEXIST'], null);
  }

  link(from: string, to: string): Promise<boolean> {
    const act = () => fs.link(join(this.#root, from), join(this.#root, to)).then(() => true);
    return call(act, ['ENOENT', 'EEXIST'], false);
  }

  rename(from: string, to: string): Promise<boolean> {
    const act = () => fs.rename(join(this.#root, from), join(this.#root, to)).then(() => true);
    return call(act, ['ENOENT'], false);
  }

  remove(path: string): Promise<boolean> {
    return call(() => fs.unlink(join(this.#root, path)).then(() => true), ['ENOENT'], false);
  }

  makeReadOnly(path: string): Promise<void> {
    return mustSucceed(() => fs.chmod(join(this.#root, path), 0o400));
  }

  makeDirectory(path: string): Promise<boolean> {
    const act = () => fs.mkdir(join(this.#root, path), { mode: 0o700 }).then(() => true);
    return call(act, ['EEXIST'], false);
  }

  syncDirectory(path: string): Promise<void> {
    return mustSucceed(async () => {
      const handle = await fs.open(join(this.#root, path), O_RDONLY);
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    });
  }

  stat(path: string): Promise<FileStat | null> {
    const act = async () => {
      const { size, mtime } = await fs.lstat(join(this.#root, path));
      return { sizeBytes: size, modifiedAt: mtime };
    };
    return call(act, ['ENOENT'], null);
  }

  list(path: string): Promise<string[]> {
    return call(() => fs.readdir(join(this.#root, path)), ['ENOENT'], []);
  }
}

const ownerWrites = 0o200;

async function existingFile(handle: fs.FileHandle, mode: OpenMode): Promise<DurableFile | null> {
  try {
    const { size, mode: permissions } = await handle.stat();
    const isRefused = mode === 'change' && (permissions & ownerWrites) === 0;
    if (!isRefused) return new NodeDurableFile(handle, size);
  } catch (error) {
    await handle.close();
    throw error;
  }
  // The kernel would let root change what we have sealed.
  await handle.close();
  return null;
}
