import type { Artifact, File } from '@bonded/database';
import type { PackageIndex as StoredIndex } from '../artifacts/index.ts';

/** What an index of a package is rendered from, whatever kind of repository shows it. */
export interface PackageIndex extends StoredIndex {
  /** The files of all versions: read where a format lists them. */
  readonly files: () => Promise<readonly IndexedFile[]>;
}

export type IndexedVersion = Artifact;
export type IndexedFile = File;
