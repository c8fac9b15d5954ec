import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { z } from 'zod';
import type { CrateManifest } from './codec/manifest.ts';

const dependency = z.object({
  name: z.string(),
  req: z.string(),
  features: z.array(z.string()),
  optional: z.boolean(),
  default_features: z.boolean(),
  target: z.string().nullable(),
  kind: z.enum(['normal', 'build', 'dev']),
  registry: z.string().nullable(),
  package: z.string().exactOptional(),
});
const stored = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.array(dependency),
  features: z.record(z.string(), z.array(z.string())),
  links: z.string().nullable(),
  rustVersion: z.string().nullable(),
  description: z.string(),
  licence: z.string().nullable(),
});

/** What a crate keeps in its metadata: all that an index line says of it. */
export function readMetadata(value: unknown): CrateManifest {
  return stored.parse(value);
}

export function writeMetadata(manifest: CrateManifest): PublishArtifactInput['metadata'] {
  // NOTE: it holds text, flags, lists and records of them, so it is JSON.
  return { ...manifest } as unknown as PublishArtifactInput['metadata'];
}
