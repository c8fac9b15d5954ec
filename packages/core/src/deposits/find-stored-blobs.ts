import { parseDigest } from '@bonded/kernel';
import type { StoredBlob } from '../artifacts/index.ts';
import type { Ports } from '../ports.ts';
import { formatNamedDigest, type NamedDigest, names } from './named-digest.ts';

export interface PackagePlace {
  readonly repositoryId: string;
  readonly packageName: string;
}

interface Row {
  readonly digest: string;
  readonly sizeBytes: bigint;
  readonly extraDigests: StoredBlob['extraDigests'];
}

/**
 * The blobs that a package has, by the digests that they were asked by. For callers that may
 * publish there: to others it would say what is held.
 */
export async function findStoredBlobs(
  ports: Pick<Ports, 'database'>,
  place: PackagePlace,
  wanted: readonly NamedDigest[],
): Promise<ReadonlyMap<string, StoredBlob>> {
  const rows = [
    ...(await findBySha256(ports, place, hexOf(wanted, 'sha256'))),
    ...(await findBySha512(ports, place, hexOf(wanted, 'sha512'))),
  ];
  const blobs = rows.map(({ digest, sizeBytes, extraDigests }) => ({
    digest: parseDigest(digest),
    sizeBytes: Number(sizeBytes),
    extraDigests,
  }));
  return new Map(
    wanted.flatMap((named) => {
      const blob = blobs.find((each) => names(named, each));
      return blob === undefined ? [] : [[formatNamedDigest(named), blob]];
    }),
  );
}

function hexOf(wanted: readonly NamedDigest[], algorithm: NamedDigest['algorithm']): string[] {
  return wanted.filter((named) => named.algorithm === algorithm).map(({ hex }) => hex);
}

async function findBySha256(
  { database }: Pick<Ports, 'database'>,
  { repositoryId, packageName }: PackagePlace,
  digests: readonly string[],
): Promise<readonly Row[]> {
  if (digests.length === 0) return [];
  return database.prisma.$queryRaw<Row[]>`
    SELECT digest, blobs.size_bytes AS "sizeBytes", extra_digests AS "extraDigests"
    FROM pending_blobs JOIN blobs USING (digest)
    WHERE repository_id = ${repositoryId}::uuid AND package_name = ${packageName}
      AND digest = ANY(${digests}::text[])
    UNION
    SELECT DISTINCT ON (files.digest) files.digest, files.size_bytes, files.extra_digests
    FROM files
    JOIN artifacts ON artifacts.id = artifact_id
    JOIN packages ON packages.id = package_id
    WHERE packages.repository_id = ${repositoryId}::uuid AND name = ${packageName}
      AND deleted_at IS NULL AND files.digest = ANY(${digests}::text[])`;
}

/** Rare, so it reads what the package has instead of having an index of its own. */
async function findBySha512(
  { database }: Pick<Ports, 'database'>,
  { repositoryId, packageName }: PackagePlace,
  digests: readonly string[],
): Promise<readonly Row[]> {
  if (digests.length === 0) return [];
  return database.prisma.$queryRaw<Row[]>`
    SELECT digest, blobs.size_bytes AS "sizeBytes", extra_digests AS "extraDigests"
    FROM pending_blobs JOIN blobs USING (digest)
    WHERE repository_id = ${repositoryId}::uuid AND package_name = ${packageName}
      AND extra_digests ->> 'sha512' = ANY(${digests}::text[])
    UNION
    SELECT DISTINCT ON (files.digest) files.digest, files.size_bytes, files.extra_digests
    FROM files
    JOIN artifacts ON artifacts.id = artifact_id
    JOIN packages ON packages.id = package_id
    WHERE packages.repository_id = ${repositoryId}::uuid AND name = ${packageName}
      AND deleted_at IS NULL AND extra_digests ->> 'sha512' = ANY(${digests}::text[])`;
}
