import type { Prisma, VcsRefKind } from '@bonded/database';

/** What a format makes of a repository of version control. It reads, never fetches. */
export interface SourceFormat {
  /** The file at the root of a commit that says what it is. */
  readonly manifestPath: string;
  /** The name of a package as it is kept. Throws an error of kind `invalid`. */
  readonly nameOf: (text: string) => string;
  /**
   * What a ref is a version of. Throws an error of kind `invalid` where it is none, whose message
   * is what people are shown as the reason.
   */
  readonly read: (ref: SourceRef) => SourceVersion;
  /** Where the archive of a version is in our repositories. */
  readonly pathOf: (name: string, version: string) => string;
  /** The version whose archive is at a path; null where none can be. */
  readonly versionAt: (path: string) => { readonly name: string; readonly version: string } | null;
  /** True of one state of a branch, which counts only while its source tells of it. */
  readonly isState: (version: string) => boolean;
}

export interface SourceRef {
  /** Of the package that the source was registered for. */
  readonly package: string;
  readonly kind: VcsRefKind;
  readonly name: string;
  readonly commit: string;
  readonly isDefault: boolean;
  readonly manifest: Buffer;
}

export interface SourceVersion {
  readonly version: string;
  /** In the very shape in which the format stores what it derives from an archive. */
  readonly metadata: Prisma.InputJsonObject;
  readonly licence: string | null;
  readonly description: string;
}
