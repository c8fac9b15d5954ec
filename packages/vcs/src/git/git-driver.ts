import {
  hasHubSignature,
  listedMax,
  placeAt,
  type VcsCall,
  type VcsDriver,
  type VcsFile,
  type VcsFileWish,
  type VcsRef,
  vcsAddressInvalid,
  vcsTooLarge,
  withoutEnd,
} from '../index.ts';
import { fetchObjects } from './fetch-pack.ts';
import { filesBelow, readCommit, readTree } from './git-tree.ts';
import { type GitServer, greet, listRefs } from './smart-http.ts';
import { writeZip } from './write-zip.ts';

/** Commits that are asked for at once: what they have in common comes once. */
const batchMax = 50;

const prefixes = { 'refs/tags/': 'TAG', 'refs/heads/': 'BRANCH' } as const;

/** Any server of git's smart HTTP. What it sends is read in memory; no working tree is made. */
export const gitDriver: VcsDriver = {
  kind: 'GIT',

  place: (address) => {
    const { url, apiUrl } = address;
    if (apiUrl !== null) throw vcsAddressInvalid('Plain git has one address, and no API beside.');
    const path = withoutEnd(url.pathname);
    if (path === '') throw vcsAddressInvalid(`${url.href} is not the address of a repository.`);
    return placeAt(address, new URL(url.origin), path);
  },

  facts: async (call) => {
    const refs = await listRefs(call, await greet(call));
    const target = refs.find(({ name }) => name === 'HEAD')?.target ?? null;
    const defaultBranch = target?.replace(/^refs\/heads\//, '') ?? null;
    return { defaultBranch, isPrivate: null, isArchived: null };
  },

  refs: async (call) => {
    const listed = await listRefs(call, await greet(call));
    if (listed.length > listedMax) {
      throw vcsTooLarge(`The repository has more than ${listedMax} tags and branches.`);
    }
    return listed.flatMap(({ name, commit }): VcsRef[] => {
      const [prefix, kind] = Object.entries(prefixes).find(([each]) => name.startsWith(each)) ?? [];
      if (prefix === undefined || kind === undefined) return [];
      return [{ kind, name: name.slice(prefix.length), commit, committedAt: null }];
    });
  },

  files: readFiles,

  archive: async (call, commit) => {
    const objects = await fetchObjects(call, await greet(call), { wants: [commit] });
    const { tree } = readCommit(objects, commit);
    const chunks = writeZip(filesBelow(objects, tree));
    return { chunks, [Symbol.asyncDispose]: () => Promise.resolve() };
  },

  // There is no forge that signs: whoever writes the hook signs as GitHub does.
  verifyHook: (hook) => (hasHubSignature(hook, 'x-hub-signature-256') ? 'push' : null),
};

async function* readFiles(call: VcsCall, wish: VcsFileWish): AsyncIterable<VcsFile> {
  if (wish.commits.length === 0) return;
  const server = await greet(call);
  for (let at = 0; at < wish.commits.length; at += batchMax) {
    const commits = wish.commits.slice(at, at + batchMax);
    yield* readBatch(call, server, { ...wish, commits });
  }
}

/** First what the commits are, then the few files that are wanted, where the server can do so. */
async function* readBatch(
  call: VcsCall,
  server: GitServer,
  { commits, path, bytesMax }: VcsFileWish,
): AsyncIterable<VcsFile> {
  const filter = server.canFilter ? 'blob:none' : undefined;
  const objects = await fetchObjects(call, server, { wants: commits, filter });
  const found = commits.map((commit) => {
    const { tree, committedAt } = readCommit(objects, commit);
    const entry = readTree(objects, tree).find(({ name }) => name === path);
    return { commit, committedAt, object: entry?.object ?? null };
  });
  const missing = found.flatMap(({ object }) =>
    object === null || objects.has(object) ? [] : [object],
  );
  const wants = [...new Set(missing)];
  const blobs = wants.length === 0 ? objects : await fetchObjects(call, server, { wants });
  for (const { commit, committedAt, object } of found) {
    const blob = object === null ? undefined : (blobs.get(object) ?? objects.get(object));
    const bytes = blob?.kind === 'blob' && blob.bytes.length <= bytesMax ? blob.bytes : null;
    yield { commit, committedAt, bytes };
  }
}
