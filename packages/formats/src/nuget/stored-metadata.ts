import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { z } from 'zod';
import type { EmbeddedKind } from './codec/embedded.ts';
import type { Nuspec } from './codec/nuspec.ts';

const text = z.string().nullable();

const stored = z.object({
  nuspec: z.object({
    id: z.string(),
    version: z.string(),
    versionKey: z.string(),
    title: text,
    authors: text,
    description: z.string(),
    summary: text,
    tags: z.array(z.string()),
    projectUrl: text,
    iconUrl: text,
    licenseUrl: text,
    licenseExpression: text,
    // Versions that came before these were kept have none of them served.
    licenseFile: text.default(null),
    icon: text.default(null),
    readme: text.default(null),
    requireLicenseAcceptance: z.boolean(),
    minClientVersion: text,
    packageTypes: z.array(z.string()),
    dependencyGroups: z.array(
      z.object({
        targetFramework: text,
        dependencies: z.array(z.object({ id: z.string(), range: z.string() })),
      }),
    ),
  }),
  embedded: z.array(z.enum(['readme', 'icon', 'license'])).default([]),
  fileCount: z.number(),
  unpackedSizeBytes: z.number(),
});

export interface KeptContents {
  readonly nuspec: Nuspec;
  readonly embedded: readonly EmbeddedKind[];
  readonly fileCount: number;
  readonly unpackedSizeBytes: number;
}

/** What a NuGet package version keeps: all that its documents say of it. */
export type NugetMetadata = z.output<typeof stored>;

export function readNugetMetadata(value: unknown): NugetMetadata {
  return stored.parse(value);
}

export function writeNugetMetadata(kept: KeptContents): PublishArtifactInput['metadata'] {
  // NOTE: a nuspec as we keep it is strings, lists and nulls: JSON, whatever its type is called.
  return kept as unknown as PublishArtifactInput['metadata'];
}
