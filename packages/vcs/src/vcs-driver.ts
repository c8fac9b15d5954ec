import type { Secret } from '@bonded/kernel';
import type { Ask } from './answer.ts';
import type { Hook, HookEvent } from './hook.ts';

export type VcsKind = 'GITHUB' | 'GITLAB' | 'BITBUCKET' | 'GITEA' | 'GIT';

/** What a person says of where a repository is. */
export interface VcsAddress {
  /** As browsers and `git clone` have it. */
  readonly url: URL;
  /** Where the forge's API is, where it does not follow from `url`. */
  readonly apiUrl: URL | null;
}

/** A repository, and where it is asked for. */
export interface VcsPlace {
  /** Without a slash at its end; of plain git, the repository itself. */
  readonly apiUrl: string;
  /** For people, and for archives that the website makes. */
  readonly webUrl: string;
  /** The only ones that a credential is sent to, and that a next page may lie at. */
  readonly origins: readonly string[];
}

export interface VcsCredential {
  /** Null: the secret is a token that stands alone. */
  readonly userName: string | null;
  readonly secret: Secret;
}

/** One errand at one repository. */
export interface VcsCall {
  readonly place: VcsPlace;
  readonly credential: VcsCredential | null;
  readonly ask: Ask;
  /** Pages of lists as they were before, for answers that nothing changed. */
  readonly pages: PageStore;
  readonly signal: AbortSignal;
}

/** A page of a list, under the validator that it came with. */
export interface KeptPage {
  readonly etag: string;
  readonly body: string;
  /** Where the next one is, by its headers; null where it is the last, or the body says it. */
  readonly next: string | null;
}

export interface PageStore {
  get(address: string): Promise<KeptPage | null>;
  put(address: string, page: KeptPage): Promise<void>;
}

export interface VcsFacts {
  /** Null while there is no commit. */
  readonly defaultBranch: string | null;
  readonly isPrivate: boolean | null;
  readonly isArchived: boolean | null;
}

export interface VcsRef {
  readonly kind: 'TAG' | 'BRANCH';
  /** Without `refs/tags/` or `refs/heads/`. */
  readonly name: string;
  /** The commit, also of an annotated tag. */
  readonly commit: string;
  readonly committedAt: Date | null;
}

export interface VcsFile {
  readonly commit: string;
  /** Null: the commit has no such file. */
  readonly bytes: Buffer | null;
  /** Null where the driver did not learn it on the way. */
  readonly committedAt: Date | null;
}

export interface VcsFileWish {
  readonly commits: readonly string[];
  readonly path: string;
  readonly bytesMax: number;
}

/** Dispose of it in any case: what was not read holds a connection. */
export interface VcsArchive extends AsyncDisposable {
  /** A zip; unbounded, as it comes. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * A way to read repositories of version control. Every method that asks throws VCS_NOT_FOUND,
 * VCS_REFUSED, VCS_RATE_LIMITED, VCS_UNAVAILABLE, VCS_TOO_LARGE, what `ask` throws, or the
 * signal's reason.
 */
export interface VcsDriver {
  readonly kind: VcsKind;

  /** What the address means to this driver. Asks nobody. Throws VCS_ADDRESS_INVALID. */
  place(address: VcsAddress): VcsPlace;

  /** What the repository says of itself: also the test whether it can be read at all. */
  facts(call: VcsCall): Promise<VcsFacts>;

  /** All tags and branches, each once; at most `listedMax`. */
  refs(call: VcsCall): Promise<readonly VcsRef[]>;

  /** One file at several commits, in whichever order; a commit that is gone has none. */
  files(call: VcsCall, wish: VcsFileWish): AsyncIterable<VcsFile>;

  /** The tree of a commit. Throws VCS_NOT_FOUND where the commit is gone. */
  archive(call: VcsCall, commit: string): Promise<VcsArchive>;

  /** What a call to the hook's address says; null where it is not signed with the secret. */
  verifyHook(hook: Hook): HookEvent | null;
}
