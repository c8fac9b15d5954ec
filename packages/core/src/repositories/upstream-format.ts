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
   * The versions of a series, where the index of the package gives their common name alone and
   * another document tells of them: the builds of a snapshot. Null where there are none. Errors: as
   * of `read`.
   */
  readonly readSeries?: (
    source: UpstreamSource,
    name: string,
    series: string,
  ) => Promise<UpstreamPackage | null>;
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
  /**
   * Where the files of a version lie that no index names, for who wants all of it; some of them may
   * be absent.
   */
  readonly pathsOf?: (name: string, version: string) => readonly string[];
  /**
   * What has to come before a file can be published, by what the file itself says: all of it is one
   * artifact. An error of it refuses the file.
   */
  readonly partsOf?: (
    source: Pick<UpstreamSource, 'url' | 'defaultNamespace'>,
    whole: WholeFile,
  ) => readonly UpstreamPart[];
  /** Set where versions are asked for one by one, by tags that are never told all at once. */
  readonly tagged?: TaggedUpstream;
  /**
   * What a token has to be good for that lets us ask an address, where upstreams send their clients
   * for tokens; null where none is needed.
   */
  readonly scopeOf?: (address: URL) => string | null;
  /** Left out where its servers show nothing of their own to who asks for no package. */
  readonly front?: UpstreamFront;
}

/** What a server of the format shows to who asks for no package: by that it is known. */
export interface UpstreamFront {
  /** Relative to the upstream's own address; empty: that itself. */
  readonly address: string;
  readonly accept?: string;
  /** True where it sends its clients for tokens before it shows anything. */
  readonly sendsForTokens?: boolean;
  /** Judges an answer of success by how its body begins. */
  readonly isOurs: (answer: FrontAnswer) => boolean;
}

export interface FrontAnswer {
  readonly contentType: string;
  /** How the body begins. */
  readonly start: string;
}

/** The tags of an upstream, and what refers to a version of it. Errors: as of `read`. */
export interface TaggedUpstream {
  readonly versionOf: (source: UpstreamSource, name: string, tag: string) => Promise<string | null>;
  /** Null where upstream does not have the package. */
  readonly tagsOf: (source: UpstreamSource, name: string) => Promise<readonly string[] | null>;
  readonly referringTo: (
    source: UpstreamSource,
    name: string,
    version: string,
  ) => Promise<readonly Referring[]>;
}

/** A version that is about another one. */
export interface Referring {
  readonly version: string;
  /** In the very shape in which the format stores what it derives from an archive. */
  readonly metadata: Prisma.InputJsonObject;
}

/** A file that came and is what it should be. */
export interface WholeFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly contentType: string | null;
}

/** Bytes that belong to an artifact and are known by their digest alone. */
export interface UpstreamPart {
  /** `sha256:` or `sha512:` and hex. */
  readonly digest: string;
  /** Relative to the upstream's own address, or absolute. */
  readonly address: string;
  readonly sizeBytes: number;
}

/** The documents of one upstream, kept and asked for again when they went stale. */
export interface UpstreamSource {
  /** Ends with a slash. */
  readonly url: URL;
  /** Where it has what is asked for by a name of one part; null: under that name alone. */
  readonly defaultNamespace?: string | null;
  /**
   * The document at an address (relative to `url`, or absolute), or null where there is none. One
   * that is fixed never changes once it is there, and is not asked for again.
   * Errors: UPSTREAM_UNAVAILABLE, UPSTREAM_DOCUMENT_TOO_LARGE.
   */
  readonly get: (
    address: string,
    options?: { readonly accept?: string; readonly isFixed?: boolean },
  ) => Promise<UpstreamDocument | null>;
  /**
   * What upstream says in a header of what lies at an address, asked for without it and kept like a
   * document. Null: there is nothing. Empty: it does not say. Errors: UPSTREAM_UNAVAILABLE.
   */
  readonly header: (
    address: string,
    options: { readonly name: string; readonly accept: string },
  ) => Promise<string | null>;
}

export interface UpstreamDocument {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Where it was in the end: what its own relative addresses are relative to. */
  readonly url: URL;
  /** What it says that belongs to it elsewhere, by the header of that name. */
  readonly link?: string | null;
}

export interface UpstreamPackage {
  readonly name: string;
  readonly description?: string;
  readonly versions: readonly UpstreamVersion[];
  readonly tags: ReadonlyMap<string, string>;
  /**
   * When upstream says that its versions last changed, where that is not the date of one: all that
   * it tells of was there by then.
   */
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
  /** Where its size is not known: how large it may be. */
  readonly bytesMax?: number;
  readonly contentType?: string;
  /** Which types are asked for, where upstream may choose: what it says then is what it is. */
  readonly accept?: string;
  /** In the shape in which the format stores what it derives from this file alone. */
  readonly metadata?: Prisma.InputJsonObject;
  /** What upstream states about the file in a document of its own: who built it, and of what. */
  readonly statement?: UpstreamStatement;
}

/** It comes with the file that it is about, and is kept with it. */
export interface UpstreamStatement {
  /** Relative to the upstream's own address, or absolute. */
  readonly address: string;
  readonly accept?: string;
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
  /**
   * Nothing that upstream says of its age counts: it is as old as our knowing of it, which may be
   * by the `names` of another version's metadata.
   */
  readonly isUndated?: boolean;
  /** Who published it chose its date. Upstream's own, where it is later, counts before it. */
  readonly isSelfDated?: boolean;
  /** It was there by then: how old it is at least, where nothing says when it came. */
  readonly listedAt?: Date | null;
}
