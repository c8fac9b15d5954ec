import type { PublishArtifactInput } from '@bonded/core/artifacts';
import type { ComposerManifest } from './codec/manifest.ts';

export interface ComposerMetadata {
  readonly manifest: ComposerManifest;
  /** As Composer compares it. */
  readonly normal: string;
  /** Of the archive, in hex; empty where an upstream does not say it. */
  readonly sha1: string;
  /** What upstream calls the state that the archive was made of. */
  readonly reference?: string;
  /** Of a branch: the one that its repository shows first. */
  readonly isDefaultBranch?: boolean;
}

/** What a package keeps in its metadata: all that the index says of a version. */
export function readMetadata(value: unknown): ComposerMetadata {
  // NOTE: only `writeMetadata` writes it, from a manifest that was parsed.
  return value as ComposerMetadata;
}

export function writeMetadata(metadata: ComposerMetadata): PublishArtifactInput['metadata'] {
  return { ...metadata };
}
