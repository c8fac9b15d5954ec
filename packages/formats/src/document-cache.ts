import { LocalCache } from '@bonded/cache';
import type { BondedEvent, EventBus } from '@bonded/core/events';

const entriesMax = 50_000;
const bytesMax = 64 * 1024 * 1024;
/** How stale a document may be when a notification got lost. */
const ttlMs = 5_000;

export interface DocumentCacheOptions<T extends object> {
  /** What a document is about, and by whose id it is kept: it goes when that changes. */
  readonly about: 'package' | 'repository';
  readonly sizeBytesOf: (document: T) => number;
}

const widelyChanged: ReadonlySet<BondedEvent['type']> = new Set([
  'repository.changed',
  'project.changed',
  'policy-rules.changed',
]);

/**
 * Documents that are rendered when they change, not when they are read. One serves all readers of
 * a repository: who they are is asked before it is.
 */
export class DocumentCache<T extends object> {
  readonly #about: DocumentCacheOptions<T>['about'];
  readonly #documents: LocalCache<T>;

  constructor(events: EventBus, { about, sizeBytesOf }: DocumentCacheOptions<T>) {
    this.#about = about;
    this.#documents = new LocalCache<T>({
      entriesMax,
      ttlMs,
      weight: { max: bytesMax, of: sizeBytesOf },
    });
    events.onGap(() => this.#documents.clear());
    events.subscribe((event) => this.#hear(event));
  }

  get(id: string, render: () => Promise<T>): Promise<T> {
    return this.#documents.get(id, render);
  }

  #hear(event: BondedEvent): void {
    if (event.type === 'package.changed' || event.type === 'artifact.changed') {
      this.#documents.delete(this.#about === 'package' ? event.packageId : event.repositoryId);
    } else if (widelyChanged.has(event.type)) {
      this.#documents.clear();
    }
  }
}
