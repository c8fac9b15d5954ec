import type { EventBus } from '@bonded/core/events';
import { findIndex, type PackageIndex } from '@bonded/core/supply';
import { DocumentCache } from './document-cache.ts';
import type { FormatCall } from './format.ts';

/** What an index costs beside its documents, which may be empty. */
const indexBytesMin = 256;

/**
 * The documents of a package, rendered when it changes and not when it is read. The same for all
 * readers who may read the same members of a repository: who they are is asked before.
 */
export class PackageIndexes<Index extends object> {
  readonly #indexes: DocumentCache<Index>;

  constructor(events: EventBus, sizeBytes: (index: Index) => number) {
    this.#indexes = new DocumentCache(events, {
      about: 'package',
      sizeBytesOf: (index) => indexBytesMin + sizeBytes(index),
    });
  }

  /**
   * The index of a package by its name, from a repository of any kind. Errors: PACKAGE_NOT_FOUND,
   * those of an upstream, and those of `render`.
   */
  async get(
    { ports, actor, repository }: FormatCall,
    wish: { readonly name: string; readonly nameKey?: string },
    render: (index: PackageIndex) => Promise<Index>,
  ): Promise<Index> {
    const found = await findIndex(ports, actor, { repository, ...wish });
    // By repository too, for documents name addresses of it.
    const key = `${repository.id} ${found.key}`;
    return this.#indexes.get(key, async () => render(await found.read()));
  }
}
