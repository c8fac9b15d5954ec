import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bestEffort } from '@bonded/kernel';
import { z } from 'zod';
import { readFileIfAny, writeFileAtomically } from '../gateway/atomic-file.ts';

const entry = z.object({ id: z.string(), path: z.string() });

/** What makes two uploads the same one: run again, the second goes on with the first. */
export interface UploadIdentity {
  readonly gateway: string;
  readonly repository: string;
  readonly path: string;
  readonly digest: string;
}

/** A day longer than the server keeps an unfinished upload. */
const keptMs = 8 * 24 * 60 * 60 * 1000;

/** Remembers unfinished uploads on disk, a file each: whatever kills us, they can go on. */
export class UploadJournal {
  readonly #folder: string;

  constructor(configFolder: string) {
    this.#folder = join(configFolder, 'uploads');
  }

  /** The id of the unfinished upload, or null. */
  async find(identity: UploadIdentity): Promise<string | null> {
    const text = await readFileIfAny(this.#pathOf(identity));
    if (text === null) return null;
    try {
      return entry.parse(JSON.parse(text)).id;
    } catch {
      // Unreadable, so there is nothing to go on with; it is overwritten.
      return null;
    }
  }

  async add(identity: UploadIdentity, id: string): Promise<void> {
    const text = JSON.stringify({ id, path: identity.path });
    await writeFileAtomically(this.#pathOf(identity), text);
    await bestEffort('old notes cost a few bytes', () => this.#removeOld());
  }

  async remove(identity: UploadIdentity): Promise<void> {
    await rm(this.#pathOf(identity), { force: true });
  }

  #pathOf({ gateway, repository, path, digest }: UploadIdentity): string {
    const name = JSON.stringify([gateway, repository, path, digest]);
    return join(this.#folder, `${createHash('sha256').update(name).digest('hex')}.json`);
  }

  async #removeOld(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > keptMs) await rm(path, { force: true });
    }
  }
}
