import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { z } from 'zod';
import type { DerivedManifest } from './codec/manifest.ts';
import type { PackumentDist } from './codec/packument.ts';

const stored = z.object({
  manifest: z.record(z.string(), z.unknown()),
  dist: z.object({
    shasum: z.string(),
    integrity: z.string(),
    fileCount: z.number(),
    unpackedSizeBytes: z.number(),
    signature: z.object({ keyid: z.string(), sig: z.string() }).optional(),
    attestation: z.object({ predicateType: z.string() }).optional(),
  }),
  readme: z.object({ fileName: z.string(), text: z.string() }).nullable(),
});

/** What an npm artifact keeps in its metadata: all that a packument says of a version. */
export type NpmMetadata = z.output<typeof stored>;

export function readMetadata(value: unknown): NpmMetadata {
  return stored.parse(value);
}

export function writeMetadata(metadata: {
  readonly manifest: DerivedManifest['manifest'];
  readonly dist: PackumentDist;
  readonly readme: NpmMetadata['readme'];
}): PublishArtifactInput['metadata'] {
  // NOTE: a manifest was parsed from JSON, so it is JSON.
  return { ...metadata } as unknown as PublishArtifactInput['metadata'];
}
