import type { Format } from '@bonded/database';
import type { RepositoryWithProject } from '../caches/index.ts';
import type { UpstreamDocument, UpstreamPackage, UpstreamSource } from './upstream-format.ts';

/** A package as an upstream told of it. */
export interface ToldPackage {
  /** Another one for each telling: what was rendered from an older one is not served. */
  readonly telling: number;
  readonly package: UpstreamPackage | null;
  readonly sizeBytes: number;
}

/** A name that somebody asks a proxy for. */
export interface Claimable {
  readonly name: string;
  /** Of all names that begin so: the groupId of Maven, with the colon after it. */
  readonly isNamespace?: boolean;
  /** The group that it is asked for through: what its hosted members have is theirs. */
  readonly through?: RepositoryWithProject | null;
}

/** Why a name is ours. */
export interface Claim {
  /** What an operator claimed; null where a repository has the name. */
  readonly pattern: string | null;
  /** The hosted repository that has the name: not everybody may know of it. */
  readonly owner: RepositoryWithProject | null;
}

/** An upstream as it would be asked, whether it was saved or not. */
export interface UpstreamDraft {
  readonly format: Format;
  /** The proxy whose upstream stands for what is left out; null while there is none. */
  readonly repositoryId: string | null;
  readonly url?: URL | undefined;
  /** Undefined: what is kept, at the place that it is kept for. Empty: none. */
  readonly userName?: string | undefined;
  readonly secret?: string | undefined;
}

/** What an upstream said when it was tried. */
export interface TriedUpstream {
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly elapsedMs: number;
  readonly contentType: string;
  /** Whether it shows what servers of the format show; null where they show nothing. */
  readonly isRecognised: boolean | null;
  readonly credential: CredentialAnswer;
}

/**
 * `not-needed`: it answers everybody. `wanted`: it answers nobody without one. `untold`: its answer
 * says nothing of that.
 */
export type CredentialAnswer = 'accepted' | 'refused' | 'wanted' | 'not-needed' | 'untold';

/** How a proxy answers, for who looks after it. */
export interface ProxyReads {
  /** Files that were here when somebody asked. */
  readonly hits: number;
  /** Files that upstream was asked for, whether it had them or not. */
  readonly misses: number;
  /** Indexes that were answered from what was kept, because upstream failed. */
  readonly stale: number;
  /** Files that were asked for and held, or not taken in. */
  readonly refused: number;
  readonly bytesServed: number;
  readonly bytesFetched: number;
}

/** What proxy repositories get from elsewhere. */
export interface Upstreams {
  /**
   * What upstream has of a package, or of one series of its versions; nothing where the name is
   * ours, and then nobody is asked. Errors: UPSTREAM_UNAVAILABLE, UPSTREAM_DOCUMENT_INVALID,
   * UPSTREAM_DOCUMENT_TOO_LARGE.
   */
  package(proxy: RepositoryWithProject, name: string, series?: string): Promise<ToldPackage>;

  /**
   * A document of upstream's that is about no single package; null where there is none. What it
   * says of names that are ours counts for nothing: ask `isClaimed`. One that is fixed never
   * changes once it is there, and is not asked for again. Errors: as of `package`.
   */
  document(
    proxy: RepositoryWithProject,
    address: string,
    options?: { readonly isFixed?: boolean },
  ): Promise<UpstreamDocument | null>;

  /**
   * What is read in upstream's documents of one package; null where the name is ours, and then
   * nobody is asked. Errors: as of `package`.
   */
  consult<Result>(
    proxy: RepositoryWithProject,
    wanted: Claimable,
    read: (source: UpstreamSource) => Promise<Result>,
  ): Promise<Result | null>;

  /**
   * The names of all packages, where the format's upstreams tell them; those that are ours, or of
   * the group that asks, are left out. Errors: as of `package`.
   */
  names(
    proxy: RepositoryWithProject,
    through?: RepositoryWithProject | null,
  ): Promise<readonly string[]>;

  /** Why a name is ours, so that nothing of the proxy counts for it; null where it is not. */
  claimOf(proxy: RepositoryWithProject, wanted: Claimable): Promise<Claim | null>;

  /** True where a name is ours. */
  isClaimed(proxy: RepositoryWithProject, wanted: Claimable): Promise<boolean>;

  /**
   * Takes a file in that a proxy does not have yet: whole, checked and judged before anybody gets
   * a byte of it. Does nothing where upstream has none. Errors: those of `package`,
   * UPSTREAM_DIGEST_MISMATCH, UPSTREAM_FILE_REFUSED, UPSTREAM_PENDING.
   */
  bring(proxy: RepositoryWithProject, path: string): Promise<void>;

  /**
   * Waits while a file that is here is still being inspected by who brought it in. Errors:
   * UPSTREAM_PENDING.
   */
  join(repositoryId: string, path: string): Promise<void>;

  /**
   * Asks an upstream as a fetch would, and keeps nothing of it. Errors: UPSTREAM_UNAVAILABLE where
   * it wants not to be asked, those of the way out.
   */
  try(draft: UpstreamDraft, signal: AbortSignal): Promise<TriedUpstream>;

  /** Counts how a proxy answered, in memory: what is not written down yet dies with the process. */
  count(repositoryId: string, seen: Partial<ProxyReads>): void;

  /** Writes down what was counted. */
  close(): Promise<void>;

  /** Seals a credential, for the upstream of this repository alone. */
  seal(repositoryId: string, secret: string): Uint8Array<ArrayBuffer>;
}
