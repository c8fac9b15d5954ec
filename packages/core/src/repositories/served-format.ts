import type { Format, RepositoryKind } from '@bonded/database';
import type { EcosystemName } from '@bonded/scanner/advisories';
import type { SourceFormat } from './source-format.ts';
import type { UpstreamFormat } from './upstream-format.ts';

/** What may happen to a version once it is out. Chosen for each repository. */
export interface VersionRules {
  /** A version may get other bytes. */
  readonly canOverwrite: boolean;
  /** Versions may be deleted. */
  readonly canDelete: boolean;
  /** A deleted version may be published anew. */
  readonly canReuseVersions: boolean;
}

/** What core knows of a format: what can be made of it, never how it speaks. */
export interface ServedFormat {
  /** As repositories name it. */
  readonly id: Format;
  readonly kinds: readonly RepositoryKind[];
  /** The convention of its ecosystem: what a new repository has unless somebody says otherwise. */
  readonly conventions: VersionRules;
  /** Rules that its clients cannot live with differently: another choice is refused when saved. */
  readonly fixed: readonly (keyof VersionRules)[];
  /** Which digests beside SHA-256 its clients ask for. */
  readonly extraDigests: readonly ('md5' | 'sha1' | 'sha512')[];
  /** Whose order its versions have, in OSV's words; left out where nobody orders them. */
  readonly versionOrder?: EcosystemName;
  /** Set where there are proxy repositories of it. */
  readonly upstream?: UpstreamFormat;
  /** Set where its hosted repositories make packages of repositories of version control. */
  readonly source?: SourceFormat;
}

/** Published versions stay as they are, may be taken back, and are never given out twice. */
export const immutableVersions: VersionRules = {
  canOverwrite: false,
  canDelete: true,
  canReuseVersions: false,
};
