import { AppError } from '@bonded/kernel';
import type { VcsRef } from '@bonded/vcs';
import type { SourceFormat, SourceRef, SourceVersion } from '../repositories/index.ts';

const reasonCharsMax = 500;

/** What a ref turned out to be: a version, or the reason why it is none. */
export type ReadRef =
  | { readonly version: SourceVersion; readonly reason: null }
  | { readonly version: null; readonly reason: string };

export interface RefToRead {
  readonly format: SourceFormat;
  readonly package: string;
  readonly ref: VcsRef;
  readonly isDefault: boolean;
  /** Null: it has none, or one that is larger than we read. */
  readonly manifest: Buffer | null;
}

/** Whatever a repository has in its refs, it stops nothing. */
export function readRef({ format, manifest, ref, ...about }: RefToRead): ReadRef {
  if (manifest === null) {
    return skipped(`There is no ${format.manifestPath} of a readable size at its root.`);
  }
  const { kind, name, commit } = ref;
  const wanted: SourceRef = { ...about, kind, name, commit, manifest };
  try {
    return { version: format.read(wanted), reason: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return skipped(error.message);
  }
}

function skipped(reason: string): ReadRef {
  return { version: null, reason: reason.slice(0, reasonCharsMax) };
}
