import { Prisma, type Tx } from '@bonded/database';

/** Whose clients take the whole list. */
const listedEcosystems = ['NuGet'];

/**
 * Notes which pages of the lists say something else than before: what is in force for their
 * packages, and which edition of it. Clients keep the pages that did not change.
 */
export async function renewAdvisoryPages(tx: Tx, changedAt: Date): Promise<void> {
  const pages = Prisma.sql`
    SELECT affected.ecosystem, left(md5(affected.package_name), 1) AS name,
      md5(string_agg(
        concat_ws(' ', affected.package_name, advisory.id, advisory.modified_at), E'\\n'
        ORDER BY affected.package_name COLLATE "C", advisory.id COLLATE "C"
      )) AS fingerprint
    FROM advisory_affected affected
    JOIN advisories advisory ON advisory.id = affected.advisory_id
    WHERE affected.ecosystem = ANY(${listedEcosystems}) AND advisory.withdrawn_at IS NULL
    GROUP BY 1, 2`;
  await tx.$executeRaw`
    INSERT INTO advisory_pages AS page (ecosystem, name, fingerprint, changed_at)
    SELECT known.*, ${changedAt}::timestamptz FROM (${pages}) known
    ON CONFLICT (ecosystem, name)
    DO UPDATE SET fingerprint = excluded.fingerprint, changed_at = excluded.changed_at
    WHERE page.fingerprint <> excluded.fingerprint`;
  await tx.$executeRaw`
    DELETE FROM advisory_pages page WHERE NOT EXISTS (
      SELECT 1 FROM (${pages}) known
      WHERE known.ecosystem = page.ecosystem AND known.name = page.name
    )`;
}
