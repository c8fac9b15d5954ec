import { packageNotFound } from '@bonded/core/artifacts';
import type { Package } from '@bonded/database';
import type { FormatCall } from '../format.ts';

/** A package of the repository by name, or null. The caller may read the repository: that was asked before. */
export function loadNpmPackage(call: FormatCall, name: string): Promise<Package | null> {
  return call.ports.database.prisma.package.findUnique({
    where: { repositoryId_name: { repositoryId: call.repository.id, name } },
  });
}

/** The same, or PACKAGE_NOT_FOUND. */
export async function findNpmPackage(call: FormatCall, name: string): Promise<Package> {
  const found = await loadNpmPackage(call, name);
  if (found === null) throw packageNotFound(`There is no package ${name} here.`);
  return found;
}
