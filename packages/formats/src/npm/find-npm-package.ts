import { lookUpPackage, requirePackage } from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';

export type NpmPackage = Awaited<ReturnType<typeof requirePackage>>;

/**
 * A package of the repository by name, or null. The caller may read the repository: that was asked
 * before.
 */
export function loadNpmPackage(call: FormatCall, name: string): Promise<NpmPackage | null> {
  return lookUpPackage(call.ports, { repositoryId: call.repository.id, name });
}

/** The same, or PACKAGE_NOT_FOUND. */
export function findNpmPackage(call: FormatCall, name: string): Promise<NpmPackage> {
  return requirePackage(call.ports, { repositoryId: call.repository.id, name });
}
