import { LocalCache } from '@bonded/cache';
import type { FormatCall } from '../format.ts';
import { findNpmPackage, type NpmPackage } from './find-npm-package.ts';

const entriesMax = 100_000;
/**
 * Packages are renamed never and deleted never: only their dates go stale, and those come from
 * their document.
 */
const ttlMs = 60_000;

/** Which package a name is, kept: the one query that a warm read would otherwise still make. */
export class PackageIds {
  readonly #rows = new LocalCache<NpmPackage>({ entriesMax, ttlMs });

  find(call: FormatCall, name: string): Promise<NpmPackage> {
    return this.#rows.get(`${call.repository.id} ${name}`, () => findNpmPackage(call, name));
  }
}
