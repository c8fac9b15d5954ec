import { z } from 'zod';
import {
  commitName,
  getArchive,
  getFiles,
  getJson,
  hasHubSignature,
  listAll,
  pathOf,
  placeAt,
  shaped,
  type VcsCall,
  type VcsDriver,
  type VcsFile,
  type VcsFileWish,
  type VcsRef,
  vcsNotFound,
} from '../index.ts';

const headers = {
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
};

const repository = z.object({
  default_branch: z.string(),
  private: z.boolean().optional(),
  archived: z.boolean().optional(),
});
const tags = z.array(z.object({ name: z.string(), commit: z.object({ sha: commitName }) }));
const heads = z.array(
  z.object({ ref: z.string(), object: z.object({ type: z.string(), sha: commitName }) }),
);
const commit = z.object({ commit: z.object({ committer: z.object({ date: z.string() }) }) });

/** An empty repository is a conflict to GitHub, or nothing found. */
const emptyStatuses = [404, 409];

/** GitHub, and GitHub Enterprise Server below `/api/v3` of its host. */
export const githubDriver: VcsDriver = {
  kind: 'GITHUB',

  place: (address) => {
    const [owner = '', name = ''] = pathOf(address, { min: 2, max: 2 });
    const { url } = address;
    const isPublic = url.hostname === 'github.com' || url.hostname === 'www.github.com';
    const api = new URL(isPublic ? 'https://api.github.com' : '/api/v3', url.origin);
    return placeAt(address, api, `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`);
  },

  facts: async (call) => {
    const url = at(call, '');
    const found = await getJson(call, { url, headers, schema: repository });
    if (found === null) throw vcsNotFound(`${url.host} has no such repository, or hides it.`);
    return {
      defaultBranch: found.default_branch,
      isPrivate: found.private ?? null,
      isArchived: found.archived ?? null,
    };
  },

  refs: async (call) => {
    const tagged = await listAll(call, {
      url: at(call, '/tags?per_page=100'),
      headers,
      emptyStatuses,
      read: (body) => ({ items: shaped(body, tags, at(call, '')).map(tagOf) }),
    });
    const branches = await listAll(call, {
      url: at(call, '/git/refs/heads?per_page=100'),
      headers,
      emptyStatuses,
      read: (body) => ({ items: shaped(body, heads, at(call, '')).flatMap(branchOf) }),
    });
    return [...tagged, ...branches];
  },

  files: readFiles,

  archive: (call, sha) => getArchive(call, { url: at(call, `/zipball/${sha}`), headers }),

  verifyHook: (hook) => {
    if (!hasHubSignature(hook, 'x-hub-signature-256')) return null;
    const event = hook.headers['x-github-event'] ?? '';
    return ['push', 'create', 'delete'].includes(event) ? 'push' : 'other';
  },
};

/** Their dates are asked for one by one: no list of GitHub's has them. */
async function* readFiles(call: VcsCall, wish: VcsFileWish): AsyncIterable<VcsFile> {
  const raw = { ...headers, accept: 'application/vnd.github.raw+json' };
  const files = getFiles(call, wish, (sha) => ({
    url: at(call, `/contents/${wish.path}?ref=${sha}`),
    headers: raw,
  }));
  for await (const file of files) {
    const url = at(call, `/commits/${file.commit}`);
    const found = file.bytes && (await getJson(call, { url, headers, schema: commit }));
    yield { ...file, committedAt: found && new Date(found.commit.committer.date) };
  }
}

function at({ place }: VcsCall, path: string): URL {
  return new URL(`${place.apiUrl}${path}`);
}

function tagOf({ name, commit: { sha } }: z.output<typeof tags>[number]): VcsRef {
  return { kind: 'TAG', name, commit: sha, committedAt: null };
}

/** Pages for the web are no package. */
function branchOf({ ref, object }: z.output<typeof heads>[number]): VcsRef[] {
  const [, name] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (name === undefined || name === 'gh-pages') return [];
  return [{ kind: 'BRANCH', name, commit: object.sha, committedAt: null }];
}
