import { LocalCache } from '@bonded/cache';
import { requirePackage } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import type { FormatCall } from './format.ts';

/** Packages are never renamed and never deleted: only their dates go stale. */
const idsMax = 100_000;
const idTtlMs = 60_000;
const indexesMax = 50_000;
/** What an index costs beside its documents, which may be empty. */
const indexBytesMin = 256;
const indexBytesMax = 256 * 1024 * 1024;
/** How stale an index may be when a notification got lost. */
const indexTtlMs = 5_000;

interface KnownPackage {
  readonly id: string;
}

/**
 * The documents of a package, rendered when it changes and not when it is read. The same for all
 * readers of the repository: who they are is asked before.
 */
export class PackageIndexes<Index extends object> {
  readonly #ids = new LocalCache<KnownPackage>({ entriesMax: idsMax, ttlMs: idTtlMs });
  readonly #indexes: LocalCache<Index>;

  constructor(events: EventBus, sizeBytes: (index: Index) => number) {
    this.#indexes = new LocalCache({
      entriesMax: indexesMax,
      ttlMs: indexTtlMs,
      weight: { max: indexBytesMax, of: (index) => indexBytesMin + sizeBytes(index) },
    });
    events.onGap(() => this.#indexes.clear());
    events.subscribe((event) => {
      if (event.type === 'package.changed' || event.type === 'artifact.changed') {
        this.#indexes.delete(event.packageId);
      } else if (event.type === 'repository.changed' || event.type === 'project.changed') {
        this.#indexes.clear();
      }
    });
  }

  /** The index of a package by its name. Errors: PACKAGE_NOT_FOUND, and whatever `render` throws. */
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
