import type { Ports } from '../ports.ts';

export interface NamedVersion {
  readonly name: string;
  readonly version: string | null;
}

/**
 * When a version was first named by another one that we have, or null: by the index of several
 * platforms that an image is in. It names its bytes, so they were there by then; a wait for what is
 * new has begun there, and does not begin anew with each part.
 */
export async function firstNamedAt(
  { database }: Pick<Ports, 'database'>,
  repositoryId: string,
  { name, version }: NamedVersion,
): Promise<Date | null> {
  const [row] = await database.prisma.$queryRaw<{ readonly at: Date | null }[]>`
    SELECT min(COALESCE(artifacts.upstream_at, artifacts.created_at)) AS at
    FROM artifacts JOIN packages ON packages.id = package_id
    WHERE packages.repository_id = ${repositoryId}::uuid AND name = ${name}
      AND jsonb_exists(artifacts.metadata -> 'names', ${version}::text)`;
  return row?.at ?? null;
}
