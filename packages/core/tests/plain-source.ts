import type { Actor } from '@bonded/core/access';
import { invalidInput } from '@bonded/core/input';
import type { Ports } from '@bonded/core/ports';
import type { SourceFormat } from '@bonded/core/repositories';
import { type AddedSource, addSource, type HookCall } from '@bonded/core/sources';
import { Secret } from '@bonded/kernel';
import { hasHubSignature, hmacHex, type VcsDriver, type VcsRef, vcsNotFound } from '@bonded/vcs';

/** A repository of these tests alone. */
export interface PlainRepository {
  refs: VcsRef[];
  /** What each commit says: its version, or nothing that is one. */
  manifests: Map<string, string>;
  archived: string[];
  /** How often its files were asked for, by commit. */
  read: string[];
  failure: Error | null;
}

/** By their addresses. */
export const plainRepositories = new Map<string, PlainRepository>();

function at(address: string): PlainRepository {
  const found = plainRepositories.get(address);
  if (found === undefined) throw vcsNotFound('There is no such repository.');
  if (found.failure !== null) throw found.failure;
  return found;
}

/** Reads repositories of this process, and asks nobody. */
export const plainDriver: VcsDriver = {
  kind: 'GIT',
  place: ({ url }) => ({ apiUrl: url.href, webUrl: url.href, origins: [url.origin] }),
  facts: async ({ place }) => {
    at(place.apiUrl);
    return Promise.resolve({ defaultBranch: 'main', isPrivate: null, isArchived: null });
  },
  refs: ({ place }) => Promise.resolve(at(place.apiUrl).refs),
  files: async function* files({ place }, { commits }) {
    for (const commit of commits) {
      const repository = at(place.apiUrl);
      repository.read.push(commit);
      const text = repository.manifests.get(commit);
      await Promise.resolve();
      yield { commit, bytes: text === undefined ? null : Buffer.from(text), committedAt: null };
    }
  },
  archive: async ({ place }, commit) => {
    at(place.apiUrl).archived.push(commit);
    const chunks = (async function* bytes() {
      yield await Promise.resolve(Buffer.from(`the tree of ${commit}`));
    })();
    return Promise.resolve({ chunks, [Symbol.asyncDispose]: () => Promise.resolve() });
  },
  verifyHook: (hook) => (hasHubSignature(hook, 'x-hub-signature-256') ? 'push' : null),
};

/** A format of these tests alone: a manifest is a version, of a branch with its commit behind. */
export const plainSource: SourceFormat = {
  manifestPath: 'manifest',
  nameOf: (text) => text.toLowerCase(),
  read: ({ kind, commit, manifest }) => {
    const text = manifest.toString();
    if (!/^\d/.test(text)) throw invalidInput('The manifest says no version.');
    const version = kind === 'TAG' ? text : `${text}#${commit}`;
    return { version, metadata: {}, licence: null, description: `About ${text}.` };
  },
  pathOf: (name, version) => `${name}/-/${version}`,
  versionAt: (path) => {
    const [name = '', version] = path.split('/-/');
    return version === undefined ? null : { name, version };
  },
  isState: (version) => version.includes('#'),
};

/** A repository without anything, at an address of its own. */
export function plainRepositoryAt(name: string): PlainRepository & { readonly url: string } {
  const url = `https://forge.test/${name}`;
  const made = { url, refs: [], manifests: new Map(), archived: [], read: [], failure: null };
  plainRepositories.set(url, made);
  return made;
}

export interface PlainWish {
  readonly project: string;
  readonly repository: string;
  readonly name: string;
  readonly at: string;
}

export function makePlainSource(
  ports: Pick<Ports, 'database' | 'formats' | 'sources'>,
  actor: Actor,
  { at: place, ...wish }: PlainWish,
): Promise<AddedSource> {
  const { url } = plainRepositoryAt(place);
  return addSource(ports, actor, { ...wish, kind: 'GIT', url });
}

/** A call that the forge of a source makes. */
export function plainHook({ source, hookSecret }: AddedSource): HookCall {
  const body = Buffer.from('{"ref":"refs/heads/main"}');
  const signature = hmacHex({ body, secret: new Secret(hookSecret) });
  return {
    sourceId: source.id,
    headers: { 'x-hub-signature-256': `sha256=${signature}` },
    body,
  };
}
