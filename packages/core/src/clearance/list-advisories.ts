import type { Ports } from '../ports.ts';
import { findAdvisories, type PackageAdvisory } from './find-advisories.ts';

/** Packages in one question to the database. */
const batchSize = 500;

/**
 * Everything in force against any package of an ecosystem, by package name and id, a batch at a
 * time: for clients that take the whole list and judge by themselves. Names are as advisories are
 * looked up by.
 */
export async function* listAdvisories(
  ports: Pick<Ports, 'database'>,
  ecosystem: string,
  signal: AbortSignal,
): AsyncGenerator<readonly PackageAdvisory[], void, undefined> {
  let after = '';
  for (;;) {
    const rows = await ports.database.prisma.advisoryAffected.groupBy({
      by: ['packageName'],
      where: { ecosystem, packageName: { gt: after }, advisory: { withdrawnAt: null } },
      orderBy: { packageName: 'asc' },
      take: batchSize,
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    const packages = Object.fromEntries(rows.map(({ packageName }) => [packageName, null]));
    yield await findAdvisories(ports, { ecosystem, packages }, signal);
    after = last.packageName;
  }
}
