import type { PublishArtifactInput } from '@bonded/core/artifacts';

/** What a module version keeps beside its files. */
export interface GoMetadata {
  /** As go.sum has them. */
  readonly sum: string;
  readonly goModSum: string;
  /** What go.mod says of the language; null where it says nothing. */
  readonly goVersion: string | null;
  readonly fileCount: number;
  readonly unpackedSizeBytes: number;
}

export function writeGoMetadata(metadata: GoMetadata): PublishArtifactInput['metadata'] {
  return { ...metadata };
}
