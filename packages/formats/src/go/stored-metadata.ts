import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { z } from 'zod';

const stored = z.object({
  /** As go.sum has them. */
  sum: z.string(),
  goModSum: z.string(),
  /** What go.mod says of the language; null where it says nothing. */
  goVersion: z.string().nullable(),
  fileCount: z.number(),
  unpackedSizeBytes: z.number(),
});

/** What a module version keeps beside its files. */
export type GoMetadata = z.output<typeof stored>;

export function readGoMetadata(value: unknown): GoMetadata {
  return stored.parse(value);
}

export function writeGoMetadata(metadata: GoMetadata): PublishArtifactInput['metadata'] {
  return { ...metadata };
}
