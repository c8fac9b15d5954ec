import { LocalCache } from '@bonded/cache';
import { requirePackage } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import { DocumentCache } from './document-cache.ts';
import type { FormatCall } from './format.ts';

/** Packages are never renamed and never deleted: only their dates go stale. */
const idsMax = 100_000;
const idTtlMs = 60_000;
/** What an index costs beside its documents, which may be empty. */
const indexBytesMin = 256;

interface KnownPackage {
  readonly id: string;
}

/**
 * The documents of a package, rendered when it changes and not when it is read. The same for all
 * readers of the repository: who they are is asked before.
 */
export class PackageIndexes<Index extends object> {
  readonly #ids = new LocalCache<KnownPackage>({ entriesMax: idsMax, ttlMs: idTtlMs });
  readonly #indexes: DocumentCache<Index>;

  constructor(events: EventBus, sizeBytes: (index: Index) => number) {
    this.#indexes = new DocumentCache(events, {
      about: 'package',
      sizeBytesOf: (index) => indexBytesMin + sizeBytes(index),
    });
  }

  /** The index of a package by its name. Errors: PACKAGE_NOT_FOUND, and those of `render`. */
  async get(
    call: FormatCall,
    name: string,
    render: (packageId: string) => Promise<Index>,
  ): Promise<Index> {
    const { id } = await this.#find(call, name);
    return this.#indexes.get(id, () => render(id));
  }

  #find({ ports, repository }: FormatCall, name: string): Promise<KnownPackage> {
    const at = { repositoryId: repository.id, name };
    return this.#ids.get(`${at.repositoryId} ${name}`, () => requirePackage(ports, at));
  }
}
