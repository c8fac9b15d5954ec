import { z } from 'zod';
import {
  commitName,
  getArchive,
  getFiles,
  getJson,
  hasStandardSignature,
  listAll,
  pathOf,
  placeAt,
  sameText,
  shaped,
  type VcsCall,
  type VcsDriver,
  type VcsRef,
  vcsNotFound,
} from '../index.ts';

/** Groups lie in groups, at most so deep. */
const segmentsMax = 22;

const project = z.object({
  default_branch: z.string().nullish(),
  visibility: z.string().optional(),
  archived: z.boolean().optional(),
});
const refs = z.array(
  z.object({
    name: z.string(),
    commit: z.object({ id: commitName, committed_date: z.string().nullish() }),
  }),
);

/** GitLab, gitlab.com or one's own. Tokens of all kinds are taken as bearer tokens. */
export const gitlabDriver: VcsDriver = {
  kind: 'GITLAB',

  place: (address) => {
    const path = pathOf(address, { min: 2, max: segmentsMax });
    // Their router reads a dot as the beginning of a format.
    const id = encodeURIComponent(path.join('/')).replaceAll('.', '%2E');
    return placeAt(address, new URL('/api/v4', address.url.origin), `/projects/${id}`);
  },

  facts: async (call) => {
    const url = at(call, '');
    const found = await getJson(call, { url, schema: project });
    if (found === null) throw vcsNotFound(`${url.host} has no such project, or hides it.`);
    return {
      defaultBranch: found.default_branch ?? null,
      isPrivate: found.visibility === undefined ? null : found.visibility !== 'public',
      isArchived: found.archived ?? null,
    };
  },

  refs: async (call) => [
    ...(await listRefs(call, 'TAG', '/repository/tags?per_page=100')),
    ...(await listRefs(call, 'BRANCH', '/repository/branches?per_page=100')),
  ],

  files: (call, wish) =>
    getFiles(call, wish, (commit) => ({
      url: at(call, `/repository/files/${encodeURIComponent(wish.path)}/raw?ref=${commit}`),
    })),

  archive: (call, commit) =>
    getArchive(call, { url: at(call, `/repository/archive.zip?sha=${commit}`) }),

  verifyHook: (hook) => {
    const isOurs =
      sameText(hook.headers['x-gitlab-token'], hook.secret.reveal()) || hasStandardSignature(hook);
    if (!isOurs) return null;
    const event = hook.headers['x-gitlab-event'] ?? '';
    return ['Push Hook', 'Tag Push Hook'].includes(event) ? 'push' : 'other';
  },
};

function at({ place }: VcsCall, path: string): URL {
  return new URL(`${place.apiUrl}${path}`);
}

function listRefs(call: VcsCall, kind: VcsRef['kind'], path: string): Promise<VcsRef[]> {
  const url = at(call, path);
  return listAll(call, {
    url,
    read: (body) => ({
      items: shaped(body, refs, url).map(({ name, commit }) => ({
        kind,
        name,
        commit: commit.id,
        committedAt: commit.committed_date == null ? null : new Date(commit.committed_date),
      })),
    }),
  });
}
