import { LocalCache } from '@bonded/cache';
import { lookUpPackage } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import { DocumentCache } from '../document-cache.ts';
import type { FormatCall } from '../format.ts';
import type { MetadataAddress } from './codec/address.ts';
import { packageNameOf } from './codec/coordinates.ts';
import { renderMetadata } from './codec/metadata.ts';
import { listingSizeBytes, loadListing, type PackageListing } from './package-listing.ts';
import { loadPlugins, type PluginListing } from './plugin-listing.ts';
import { type RenderedMetadata, renderedMetadata } from './rendered-metadata.ts';

/** Groups of one repository that are kept at once. */
const groupsMax = 1_000;
const pairedMax = 1_000;
const pairedTtlMs = 60_000;

type GroupPlugins = Map<string, Promise<PluginListing>>;

/** Rendered once for all readers of a repository; who they are is asked before. */
export class Listings {
  readonly #packages: DocumentCache<PackageListing>;
  readonly #plugins: DocumentCache<GroupPlugins>;
  /** Documents that are about an artifact and a group at once, by what they were made of. */
  readonly #paired = new LocalCache<Paired>({ entriesMax: pairedMax, ttlMs: pairedTtlMs });

  constructor(events: EventBus) {
    this.#packages = new DocumentCache(events, {
      about: 'package',
      sizeBytesOf: listingSizeBytes,
    });
    this.#plugins = new DocumentCache(events, {
      about: 'repository',
      sizeBytesOf: () => groupsMax,
    });
  }

  /** Null where there is no such package. */
  async ofPackage(
    { ports, repository }: FormatCall,
    at: { readonly groupId: string; readonly artifactId: string },
  ): Promise<PackageListing | null> {
    const name = packageNameOf(at);
    const found = await lookUpPackage(ports, { repositoryId: repository.id, name });
    if (found === null) return null;
    const { id } = found;
    return this.#packages.get(id, () => loadListing(ports, { ...at, id }));
  }

  /** Null where there is nothing to tell at this address. */
  async metadata(call: FormatCall, at: MetadataAddress): Promise<RenderedMetadata | null> {
    const listing = at.package && (await this.ofPackage(call, at.package));
    if (at.snapshot !== null) return listing?.snapshots.get(at.snapshot)?.rendered ?? null;
    const group = at.group === null ? null : await this.#ofGroup(call, at.group);
    if (group === null || group.plugins.length === 0) return listing?.rendered ?? null;
    return this.#pair(`${call.repository.id} ${at.path}`, { listing, group });
  }

  async #ofGroup({ ports, repository }: FormatCall, groupId: string): Promise<PluginListing> {
    const repositoryId = repository.id;
    const load = () => loadPlugins(ports, { repositoryId, groupId });
    const groups = await this.#plugins.get(repositoryId, () => Promise.resolve(new Map()));
    const kept = groups.get(groupId);
    if (kept !== undefined) return kept;
    const loading = load();
    if (groups.size < groupsMax) groups.set(groupId, loading);
    loading.catch(() => groups.delete(groupId));
    return loading;
  }

  async #pair(key: string, parts: Pick<Paired, 'listing' | 'group'>): Promise<RenderedMetadata> {
    const { listing, group } = parts;
    const kept = this.#paired.peek(key);
    if (kept?.listing === listing && kept?.group === group) return kept.rendered;
    this.#paired.delete(key);
    const paired = await this.#paired.get(key, async () => {
      const versions = listing?.versions ?? null;
      const updatedAt = versions?.updatedAt ?? group.updatedAt;
      const newest = updatedAt > group.updatedAt ? updatedAt : group.updatedAt;
      const text = renderMetadata(versions, group.plugins);
      return { ...parts, rendered: await renderedMetadata(text, newest) };
    });
    return paired.rendered;
  }
}

interface Paired {
  readonly listing: PackageListing | null;
  readonly group: PluginListing;
  readonly rendered: RenderedMetadata;
}
