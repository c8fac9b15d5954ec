import type { AdvisoryPage } from '@bonded/database';
import type { Ports } from '../ports.ts';
import { findAdvisories, type PackageAdvisory } from './find-advisories.ts';

export type { AdvisoryPage };

/** Packages in one question to the database. */
const batchSize = 500;

/**
 * The pages of the list of all that is in force in an ecosystem, of those whose clients take such
 * lists: at most sixteen. None before there are advisories.
 */
export function listAdvisoryPages(
  ports: Pick<Ports, 'database'>,
  ecosystem: string,
): Promise<readonly AdvisoryPage[]> {
  return ports.database.prisma.advisoryPage.findMany({
    where: { ecosystem },
    orderBy: { name: 'asc' },
  });
}

/**
 * Everything in force against the packages of a page, by package name and id, a batch of packages
 * at a time. Names are as advisories are looked up by.
 */
export async function* listAdvisories(
  ports: Pick<Ports, 'database'>,
  { ecosystem, name }: Pick<AdvisoryPage, 'ecosystem' | 'name'>,
  signal: AbortSignal,
): AsyncGenerator<readonly PackageAdvisory[], void, undefined> {
  let after = '';
  for (;;) {
    const rows = await ports.database.prisma.$queryRaw<{ packageName: string }[]>`
      SELECT DISTINCT package_name AS "packageName" FROM advisory_affected affected
      WHERE ecosystem = ${ecosystem} AND package_name > ${after}
        AND left(md5(package_name), 1) = ${name}
        AND EXISTS (
          SELECT 1 FROM advisories
          WHERE advisories.id = affected.advisory_id AND withdrawn_at IS NULL
        )
      ORDER BY package_name LIMIT ${batchSize}`;
    const last = rows.at(-1);
    if (last === undefined) return;
    const packages = Object.fromEntries(rows.map(({ packageName }) => [packageName, null]));
    yield await findAdvisories(ports, { ecosystem, packages }, signal);
    after = last.packageName;
  }
}
