import type { Artifact, Prisma, Tx } from '@bonded/database';
import type { EarlyScan } from '../clearance/index.ts';
import type { ScanComponent, StagedBlob } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import type { StoredBlob } from './stored-blob.ts';

export interface PublishedFile {
  readonly path: string;
  readonly contentType: string;
  /** New bytes, or some that the package has already: those are looked for in the transaction. */
  readonly staged: StagedBlob | StoredBlob;
  /** Derived from this file alone, where an artifact has several. */
  readonly metadata?: Prisma.InputJsonObject;
}

export type OnExisting =
  | { readonly kind: 'refuse' | 'replace' }
  | {
      readonly kind: 'join';
      /** From what the version says so far and what the new files say. Without it, the newer. */
      readonly mergeMetadata?: (existing: Prisma.JsonValue) => Prisma.InputJsonObject;
      /** Files of the version may get other bytes even in an immutable repository (snapshots). */
      readonly replacesFiles?: boolean;
    };

export interface PublishArtifactInput {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  /** What all spellings of the name have in common, where the ecosystem takes several for one. */
  readonly nameKey?: string;
  readonly description?: string;
  /** Given by the format, or `null` where a new one is simply the next revision (raw). */
  readonly version: string | null;
  readonly purl?: string;
  readonly licence?: string;
  /** Derived from the archive by the codec. */
  readonly metadata: Prisma.InputJsonObject;
  /**
   * What happens where the version is there already. By default the same bytes are answered in
   * peace and others are refused, unless the repository lets versions be overwritten. `join` adds
   * the files to the version, which is then held and scanned anew, for ecosystems whose versions
   * grow (PyPI, Maven).
   */
  readonly onExisting?: OnExisting;
  /** The digest of what the artifact is about (OCI referrers). */
  readonly subjectDigest?: string;
  /** The first is the one that the artifact is known by. */
  readonly files: readonly [PublishedFile, ...PublishedFile[]];
  readonly components: readonly ScanComponent[];
  readonly tags?: readonly string[];
  /**
   * Refuses what the package must not be by then: is given the digest of its newest version that is
   * there, or null, while nobody else can publish to it.
   */
  readonly requireCurrent?: (digest: string | null) => void;
  /** Set where it was fetched from an upstream, or from a source of version control. */
  readonly origin?: {
    readonly url: string;
    readonly publishedAt: Date | null;
    /** Which the bytes were made of. */
    readonly commit?: string;
  };
  /**
   * What scanners said of it already, with all that its version has: it is judged by that, and
   * needs no job.
   */
  readonly early?: EarlyScan | null;
  /** Written in the same transaction: what must be true exactly when the artifact is there. */
  readonly alongside?: (tx: Tx, artifact: Artifact) => Promise<unknown>;
}
