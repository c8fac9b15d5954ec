import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { formatNamedDigest } from '@bonded/core/deposits';
import { z } from 'zod';
import type { Manifest } from './codec/manifest.ts';

const stored = z.object({
  mediaType: z.string(),
  sizeBytes: z.number(),
  artifactType: z.string().nullable(),
  annotations: z.record(z.string(), z.string()).optional(),
  /** Versions that it names: they were there when it was. */
  names: z.array(z.string()).optional(),
});

/** What an artifact keeps of its manifest, beside its bytes: what lists say of it. */
export type StoredManifest = z.output<typeof stored>;

export function readStoredManifest(value: unknown): StoredManifest {
  return stored.parse(value);
}

export function writeStoredManifest(
  { mediaType, artifactType, annotations, manifests, subject }: Manifest,
  sizeBytes: number,
): PublishArtifactInput['metadata'] {
  const names = manifests.map(formatNamedDigest);
  const base = { mediaType, artifactType, sizeBytes, ...(names.length > 0 && { names }) };
  // Only what refers to something is ever listed with its annotations.
  return subject === null ? base : { ...base, annotations };
}
