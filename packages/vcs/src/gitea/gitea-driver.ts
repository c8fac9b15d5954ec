import { Secret } from '@bonded/kernel';
import { z } from 'zod';
import {
  bearerOrBasic,
  commitName,
  getArchive,
  getFiles,
  getJson,
  hmacHex,
  listAll,
  pathOf,
  placeAt,
  type Scheme,
  sameText,
  shaped,
  type VcsCall,
  type VcsDriver,
  type VcsRef,
  vcsNotFound,
} from '../index.ts';

const repository = z.object({
  default_branch: z.string().nullish(),
  private: z.boolean().optional(),
  archived: z.boolean().optional(),
});
const refs = z.array(
  z.object({
    name: z.string(),
    commit: z.object({
      id: commitName.optional(),
      sha: commitName.optional(),
      timestamp: z.string().nullish(),
      created: z.string().nullish(),
    }),
  }),
);

/** Tokens are written with a word of Gitea's own, which every version takes. */
const scheme: Scheme = (credential) =>
  credential.userName === null
    ? new Secret(`token ${credential.secret.reveal()}`)
    : bearerOrBasic(credential);

/** Gitea and Forgejo. */
export const giteaDriver: VcsDriver = {
  kind: 'GITEA',

  place: (address) => {
    const parts = pathOf(address, { min: 2, max: 8 });
    const [owner = '', name = ''] = parts.slice(-2);
    // It may be served below a folder.
    const folder = parts.slice(0, -2).map((part) => `${encodeURIComponent(part)}/`);
    const api = new URL(`/${folder.join('')}api/v1`, address.url.origin);
    return placeAt(address, api, `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`);
  },

  facts: async (call) => {
    const url = at(call, '');
    const found = await getJson(call, { url, scheme, schema: repository });
    if (found === null) throw vcsNotFound(`${url.host} has no such repository, or hides it.`);
    return {
      defaultBranch: found.default_branch ?? null,
      isPrivate: found.private ?? null,
      isArchived: found.archived ?? null,
    };
  },

  refs: async (call) => [
    ...(await listRefs(call, 'TAG', '/tags?limit=50')),
    ...(await listRefs(call, 'BRANCH', '/branches?limit=50')),
  ],

  files: (call, wish) =>
    getFiles(call, wish, (commit) => ({
      url: at(call, `/raw/${wish.path}?ref=${commit}`),
      scheme,
    })),

  archive: (call, commit) => getArchive(call, { url: at(call, `/archive/${commit}.zip`), scheme }),

  verifyHook: (hook) => {
    if (!sameText(hook.headers['x-gitea-signature']?.toLowerCase(), hmacHex(hook))) return null;
    const event = hook.headers['x-gitea-event'] ?? '';
    return ['push', 'create', 'delete'].includes(event) ? 'push' : 'other';
  },
};

function at({ place }: VcsCall, path: string): URL {
  return new URL(`${place.apiUrl}${path}`);
}

function listRefs(call: VcsCall, kind: VcsRef['kind'], path: string): Promise<VcsRef[]> {
  const url = at(call, path);
  return listAll(call, {
    url,
    scheme,
    read: (body) => ({
      items: shaped(body, refs, url).flatMap(({ name, commit }): VcsRef[] => {
        // Tags say `sha` and `created`, branches `id` and `timestamp`.
        const id = commit.sha ?? commit.id;
        const date = commit.timestamp ?? commit.created;
        if (id === undefined) return [];
        return [{ kind, name, commit: id, committedAt: date == null ? null : new Date(date) }];
      }),
    }),
  });
}
