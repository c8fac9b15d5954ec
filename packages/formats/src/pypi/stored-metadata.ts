import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { z } from 'zod';
import type { DistributionName } from './codec/file-names.ts';
import { type ReleaseFields, releaseFields } from './codec/json-api.ts';
import type { DerivedRelease } from './codec/release.ts';

type Json = PublishArtifactInput['metadata'];

const release = z.object({ info: z.record(z.string(), z.unknown()) });
const file = z.object({
  packageType: z.enum(['bdist_wheel', 'sdist']),
  pythonVersion: z.string(),
  requiresPython: z.string().nullable(),
  metadataSha256: z.string().nullish(),
  hasProvenance: z.boolean().optional(),
});

/**
 * What the file of a release keeps of its own; of one that is not here yet, also what its upstream
 * says of what lies beside it.
 */
export type FileMetadata = z.output<typeof file>;

export function writeRelease(derived: DerivedRelease): Json {
  // NOTE: made of texts and lists of texts, so it is JSON.
  return { info: releaseFields(derived) } as unknown as Json;
}

/** What an index alone says of a release; of its dependencies it says nothing. */
export function writeToldRelease(
  told: Pick<DerivedRelease, 'name' | 'version' | 'requiresPython'>,
): Json {
  const info = releaseFields({
    ...told,
    displayName: told.name,
    metadataVersion: '',
    requiresDist: [],
    summary: null,
    licence: null,
    metadata: { fields: new Map(), description: '' },
  });
  return { info: { ...info, requires_dist: null } };
}

export function readRelease(value: unknown): ReleaseFields {
  return release.parse(value).info;
}

export function writeFile(
  named: DistributionName,
  { requiresPython }: Pick<DerivedRelease, 'requiresPython'>,
): Json {
  return named.kind === 'wheel'
    ? { packageType: 'bdist_wheel', pythonVersion: named.pythonTag, requiresPython }
    : { packageType: 'sdist', pythonVersion: 'source', requiresPython };
}

export function writeToldFile(
  named: DistributionName,
  told: Pick<DerivedRelease, 'requiresPython'> & {
    readonly metadataSha256: string | null;
    readonly hasProvenance: boolean;
  },
): Json {
  const { metadataSha256, hasProvenance } = told;
  return { ...writeFile(named, told), metadataSha256, ...(hasProvenance && { hasProvenance }) };
}

/** Null for what only stands beside a file: its metadata, its provenance. */
export function readFile(value: unknown): FileMetadata | null {
  return file.safeParse(value).data ?? null;
}
