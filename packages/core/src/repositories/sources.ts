import type { Secret } from '@bonded/kernel';
import type { VcsDriver, VcsKind } from '@bonded/vcs';
import type { RepositoryWithProject } from '../caches/index.ts';
import type { ToldPackage } from './upstreams.ts';

/** What hosted repositories get from repositories of version control. */
export interface Sources {
  /** What the source of a package tells of it; null where it has none. */
  package(repository: RepositoryWithProject, packageId: string): Promise<ToldPackage | null>;

  /**
   * Takes the archive of a version in that a source tells of: whole, checked and judged before
   * anybody gets a byte of it. Does nothing where no source does. Errors: UPSTREAM_UNAVAILABLE,
   * UPSTREAM_FILE_REFUSED, UPSTREAM_PENDING.
   */
  bring(repository: RepositoryWithProject, path: string): Promise<void>;

  driver(kind: VcsKind): VcsDriver;

  /** Seals a secret for one use of one source alone. */
  seal(use: SecretUse, secret: string): Uint8Array<ArrayBuffer>;
  unseal(use: SecretUse, sealed: Uint8Array): Secret;
}

export interface SecretUse {
  readonly sourceId: string;
  readonly for: 'credential' | 'hook';
}
