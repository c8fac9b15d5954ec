import type { Prisma } from '@bonded/database';

/** What a format knows of the servers that a proxy stands in front of. It reads, never fetches. */
export interface UpstreamFormat {
  /** Which package the file at a path of ours belongs to; null where no package can have it. */
  readonly packageOf: (path: string) => string | null;
  /** What all spellings of a name have in common, where the ecosystem takes several for one. */
  readonly nameKeyOf?: (name: string) => string;
  /**
   * What upstream has of a package, or null where it has nothing. Errors: whatever `source` throws,
   * UPSTREAM_DOCUMENT_INVALID.
   */
  readonly read: (source: UpstreamSource, name: string) => Promise<UpstreamPackage | null>;
  /**
   * All packages of upstream by their names, where its documents tell of all at once; `read` is
   * then asked for none. The same map while they say the same. Errors: as of `read`.
   */
  readonly readAll?: (source: UpstreamSource) => Promise<ReadonlyMap<string, UpstreamPackage>>;
  /**
   * A file that upstream's index does not name, where its address follows from its path alone; null
   * where there can be none.
   */
  readonly locate?: (source: UpstreamSource, path: string) => Promise<LocatedFile | null>;
}

/** The documents of one upstream, kept and asked for again when they went stale. */
export interface UpstreamSource {
  /** Ends with a slash. */
  readonly url: URL;
  /**
   * The document at an address (relative to `url`, or absolute), or null where there is none.
   * Errors: UPSTREAM_UNAVAILABLE, UPSTREAM_DOCUMENT_TOO_LARGE.
   */
  readonly get: (
    address: string,
    options?: { readonly accept?: string },
  ) => Promise<UpstreamDocument | null>;
}

export interface UpstreamDocument {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Where it was in the end: what its own relative addresses are relative to. */
  readonly url: URL;
}

export interface UpstreamPackage {
  readonly name: string;
  readonly description?: string;
  readonly versions: readonly UpstreamVersion[];
  readonly tags: ReadonlyMap<string, string>;
  /** When upstream says that it last changed, where that is not the date of a version. */
  readonly updatedAt?: Date;
}

export interface UpstreamVersion {
  readonly version: string;
  /** In the very shape in which the format stores what it derives from an archive. */
  readonly metadata: Prisma.InputJsonObject;
  /** When upstream says that it was published. */
  readonly publishedAt: Date | null;
  readonly licence?: string | null;
  readonly deprecation?: string | null;
  /** Set where upstream takes it back; the text may be empty. */
  readonly yankedReason?: string | null;
  readonly files: readonly UpstreamFile[];
}

export interface UpstreamFile {
  /** Where it is in our repositories. */
  readonly path: string;
  /** Relative to the upstream's own address, or absolute. */
  readonly address: string;
  /** What upstream says of its bytes, which are taken for nothing else. */
  readonly digests: UpstreamDigests;
  readonly sizeBytes?: number | null;
  readonly contentType?: string;
  /** In the shape in which the format stores what it derives from this file alone. */
  readonly metadata?: Prisma.InputJsonObject;
}

/** In hex. Empty: upstream says nothing of the bytes. */
export type UpstreamDigests = Readonly<
  Partial<Record<'sha256' | 'sha512' | 'sha1' | 'md5', string>>
>;

/** A file with the version that it belongs to. */
export interface LocatedFile {
  readonly name: string;
  /** Null where the archive alone says it. */
  readonly version: string | null;
  readonly publishedAt: Date | null;
  /** Of the version, where upstream's index says it. */
  readonly metadata?: Prisma.InputJsonObject;
  readonly file: UpstreamFile;
  /** Nothing of upstream's said that the file is there: asking for it is how to find out. */
  readonly mayBeAbsent?: boolean;
}
