import { LocalCache } from '@bonded/cache';
import type { Decision } from '@bonded/database';
import type { BondedEvent, EventBus } from '../events/index.ts';
import type { RepositoryWithProject, StoredFile } from './kept-rows.ts';
import { PackageGenerations } from './package-generations.ts';

/**
 * A lost notification may leave an answer this stale, and no staler: it bounds every revocation
 * (D3.11).
 */
const ttlMs = 5_000;

/** What reading a file needs to know, kept in this process and thrown away when it changes. */
export interface ReadCaches {
  readonly repositories: LocalCache<RepositoryWithProject>;
  /** By `repositoryId path`. */
  readonly files: LocalCache<StoredFile>;
  /** The standing download decision, by artifact id. */
  readonly decisions: LocalCache<Decision>;
  /** The members of a group, nested ones in their place, by the group's id. */
  readonly members: LocalCache<readonly RepositoryWithProject[]>;
  /** Which package a name is, by `repositoryId name`. */
  readonly packageIds: LocalCache<{ readonly id: string }>;
  readonly generations: PackageGenerations;
}

const repositoriesMax = 10_000;
const filesMax = 100_000;
const decisionsMax = 100_000;
const packagesMax = 100_000;
/** Packages are never renamed and never deleted, except with their repository. */
const packageTtlMs = 60_000;

/** Whatever these change, it is too much to say which entries it is in. */
const widelyChanged: ReadonlySet<BondedEvent['type']> = new Set([
  'repository.changed',
  'project.changed',
  'policy-rules.changed',
]);

/** Makes the caches and ties them to what changes. */
export function createReadCaches(events: EventBus): ReadCaches {
  const caches: ReadCaches = {
    repositories: new LocalCache({ entriesMax: repositoriesMax, ttlMs }),
    files: new LocalCache({ entriesMax: filesMax, ttlMs }),
    decisions: new LocalCache({ entriesMax: decisionsMax, ttlMs }),
    members: new LocalCache({ entriesMax: repositoriesMax, ttlMs }),
    packageIds: new LocalCache({ entriesMax: packagesMax, ttlMs: packageTtlMs }),
    generations: new PackageGenerations(events),
  };
  const all = [
    caches.repositories,
    caches.files,
    caches.decisions,
    caches.members,
    caches.packageIds,
  ];
  events.onGap(() => {
    for (const cache of all) cache.clear();
  });
  events.subscribe((event) => {
    if (event.type === 'artifact.changed') {
      caches.decisions.delete(event.artifactId);
      // Files are kept by path, and an event names none: they go together, and come back in one
      // query each.
      caches.files.clear();
    } else if (widelyChanged.has(event.type)) {
      for (const cache of all) cache.clear();
    }
  });
  return caches;
}
