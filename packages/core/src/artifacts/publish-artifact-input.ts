import type { Artifact, Prisma, Tx } from '@bonded/database';
import type { ScanComponent, StagedBlob } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';

export interface PublishedFile {
  readonly path: string;
  readonly contentType: string;
  readonly staged: StagedBlob;
}

export interface PublishArtifactInput {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  readonly description?: string;
  /** Given by the format, or `null` where a new one is simply the next revision (raw). */
  readonly version: string | null;
  readonly purl?: string;
  readonly licence?: string;
  /** Derived from the archive by the codec. */
  readonly metadata: Prisma.InputJsonObject;
  /** The first is the one that the artifact is known by. */
  readonly files: readonly [PublishedFile, ...PublishedFile[]];
  readonly components: readonly ScanComponent[];
  readonly tags?: readonly string[];
  /** Written in the same transaction: what must be true exactly when the artifact is there. */
  readonly alongside?: (tx: Tx, artifact: Artifact) => Promise<unknown>;
}
