import { LocalCache } from '@bonded/cache';
import type { EventBus } from '@bonded/core/events';
import { documentSizeBytes } from '@bonded/http';
import type { Packument } from './codec/packument.ts';

const entriesMax = 50_000;
const bytesMax = 256 * 1024 * 1024;
/** How stale a document may be when a notification got lost. */
const ttlMs = 5_000;

/**
 * Documents that are rendered when they change, not when they are read. Held versions are listed
 * for everybody who may read the repository, so one document serves all its readers; who they are
 * is asked before it is.
 */
export class PackumentCache {
  readonly #documents = new LocalCache<Packument>({
    entriesMax,
    ttlMs,
    weight: { max: bytesMax, of: packumentBytes },
  });

  constructor(events: EventBus) {
    events.onGap(() => this.#documents.clear());
    events.subscribe((event) => {
      if (event.type === 'package.changed' || event.type === 'artifact.changed') {
        this.#documents.delete(event.packageId);
      } else if (event.type === 'repository.changed' || event.type === 'project.changed') {
        this.#documents.clear();
      }
    });
  }

  get(packageId: string, render: () => Promise<Packument>): Promise<Packument> {
    return this.#documents.get(packageId, render);
  }
}

function packumentBytes({ full, abbreviated }: Packument): number {
  return documentSizeBytes(full) + documentSizeBytes(abbreviated);
}
