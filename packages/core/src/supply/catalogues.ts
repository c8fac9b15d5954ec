import { LocalCache } from '@bonded/cache';
import type { UpstreamPackage } from '../repositories/index.ts';

const entriesMax = 1_000;
const bytesMax = 128 * 1024 * 1024;
/** How long what was read is used again, on top of the time for which its documents are fresh. */
const ttlMs = 5_000;

/** All that one upstream tells at once. */
export interface Catalogue {
  readonly telling: number;
  readonly packages: ReadonlyMap<string, UpstreamPackage>;
  readonly sizeBytes: number;
}

type ReadAll = (onRead: (bytes: number) => void) => Promise<Catalogue['packages']>;

/** The catalogues of all proxies that have one. */
export class Catalogues {
  readonly #kept = new LocalCache<Catalogue>({
    entriesMax,
    ttlMs,
    weight: { max: bytesMax, of: ({ sizeBytes }) => sizeBytes },
  });
  /** By what was told: it stays the same telling until something else is told. */
  readonly #tellings = new WeakMap<Catalogue['packages'], number>();
  readonly #nextTelling: () => number;

  constructor(nextTelling: () => number) {
    this.#nextTelling = nextTelling;
  }

  of(proxyId: string, readAll: ReadAll): Promise<Catalogue> {
    return this.#kept.get(proxyId, async () => {
      let sizeBytes = 0;
      const packages = await readAll((bytes) => {
        sizeBytes += bytes;
      });
      const telling = this.#tellings.get(packages) ?? this.#nextTelling();
      this.#tellings.set(packages, telling);
      return { telling, packages, sizeBytes };
    });
  }

  forget(): void {
    this.#kept.clear();
  }
}
