import { LocalCache } from '@bonded/cache';
import type { EventBus } from '@bonded/core/events';
import { membersFor } from '@bonded/core/repositories';
import { lookUpIndex } from '@bonded/core/supply';
import { AppError } from '@bonded/kernel';
import { DocumentCache } from '../document-cache.ts';
import type { FormatCall, FormatPorts } from '../format.ts';
import type { MetadataAddress } from './codec/address.ts';
import { packageNameOf } from './codec/coordinates.ts';
import { renderMetadata } from './codec/metadata.ts';
import { listingSizeBytes, type PackageListing, renderListing } from './package-listing.ts';
import {
  type GroupPlace,
  loadPlugins,
  mergePlugins,
  type PluginListing,
} from './plugin-listing.ts';
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

  /** Null where there is no such package. What is asked for may be one snapshot of it. */
  async ofPackage(
    { ports, actor, repository }: FormatCall,
    { groupId, artifactId }: { readonly groupId: string; readonly artifactId: string },
    snapshot: string | null,
  ): Promise<PackageListing | null> {
    // What is ours is told of all at once; upstreams have a document for each snapshot.
    const series = repository.kind === 'HOSTED' ? null : snapshot;
    const name = packageNameOf({ groupId, artifactId });
    const wish = { repository, name, ...(series !== null && { series }) };
    const found = await lookUpIndex(ports, actor, wish);
    if (found === null) return null;
    const at = { groupId, artifactId, snapshot: series };
    const key = `${repository.id} ${series ?? ''} ${found.key}`;
    return this.#packages.get(key, async () => renderListing(ports, at, await found.read()));
  }

  /** Null where there is nothing to tell at this address. */
  async metadata(call: FormatCall, at: MetadataAddress): Promise<RenderedMetadata | null> {
    const listing = at.package && (await this.ofPackage(call, at.package, at.snapshot));
    if (at.snapshot !== null) return listing?.snapshots.get(at.snapshot)?.rendered ?? null;
    const group = at.group === null ? null : await this.#ofGroup(call, at.group, listing !== null);
    if (group === null || group.plugins.length === 0) return listing?.rendered ?? null;
    // What a group shows is its caller's, and so kept for nobody else.
    if (call.repository.kind === 'GROUP') return renderPair({ listing, group });
    return this.#pair(`${call.repository.id} ${at.path}`, { listing, group });
  }

  /** An upstream that is away must not hide what the others have. */
  async #ofGroup(
    { ports, actor, repository }: FormatCall,
    groupId: string,
    isEnoughWithout: boolean,
  ): Promise<PluginListing> {
    const isGroup = repository.kind === 'GROUP';
    const members = isGroup
      ? await membersFor(ports, actor, { group: repository, action: 'artifact:read' })
      : [repository];
    const through = isGroup ? repository : null;
    const found: PluginListing[] = [];
    let failure: AppError | undefined;
    for (const member of members) {
      try {
        found.push(await this.#pluginsOf(ports, { repository: member, groupId, through }));
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
        failure ??= error;
      }
    }
    const [first, ...others] = found;
    if (first !== undefined && others.length === 0) return first;
    const merged = mergePlugins(found);
    if (merged.plugins.length === 0 && failure !== undefined && !isEnoughWithout) throw failure;
    return merged;
  }

  async #pluginsOf(ports: FormatPorts, place: GroupPlace): Promise<PluginListing> {
    const { repository, groupId, through } = place;
    const groups = await this.#plugins.get(repository.id, () => Promise.resolve(new Map()));
    const key = `${through?.id ?? ''} ${groupId}`;
    const kept = groups.get(key);
    if (kept !== undefined) return kept;
    const loading = loadPlugins(ports, place);
    if (groups.size < groupsMax) groups.set(key, loading);
    loading.catch(() => groups.delete(key));
    return loading;
  }

  async #pair(key: string, parts: Pick<Paired, 'listing' | 'group'>): Promise<RenderedMetadata> {
    const { listing, group } = parts;
    const kept = this.#paired.peek(key);
    if (kept?.listing === listing && kept?.group === group) return kept.rendered;
    this.#paired.delete(key);
    const paired = await this.#paired.get(key, async () => {
      return { ...parts, rendered: await renderPair(parts) };
    });
    return paired.rendered;
  }
}

function renderPair({ listing, group }: Pick<Paired, 'listing' | 'group'>) {
  const versions = listing?.versions ?? null;
  const updatedAt = versions?.updatedAt ?? group.updatedAt;
  const newest = updatedAt > group.updatedAt ? updatedAt : group.updatedAt;
  return renderedMetadata(renderMetadata(versions, group.plugins), newest);
}

interface Paired {
  readonly listing: PackageListing | null;
  readonly group: PluginListing;
  readonly rendered: RenderedMetadata;
}
