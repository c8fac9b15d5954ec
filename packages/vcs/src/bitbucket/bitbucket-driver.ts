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
  type VcsRef,
  vcsNotFound,
} from '../index.ts';

const repository = z.object({
  mainbranch: z.object({ name: z.string() }).nullish(),
  is_private: z.boolean().optional(),
});
const refs = z.object({
  values: z.array(
    z.object({
      name: z.string(),
      target: z.object({ hash: commitName, date: z.string().nullish() }),
    }),
  ),
  next: z.string().optional(),
});

const listed =
  'pagelen=100&sort=-target.date&fields=values.name,values.target.hash,values.target.date,next';

/**
 * Bitbucket Cloud. With an e-mail address as user name the secret is an API token, without one an
 * access token of the repository. The archive is the website's.
 */
export const bitbucketDriver: VcsDriver = {
  kind: 'BITBUCKET',

  place: (address) => {
    const [workspace = '', name = ''] = pathOf(address, { min: 2, max: 2 });
    const path = `/repositories/${encodeURIComponent(workspace)}/${encodeURIComponent(name)}`;
    return placeAt(address, new URL('https://api.bitbucket.org/2.0'), path);
  },

  facts: async (call) => {
    const url = at(call, '?fields=mainbranch.name,is_private');
    const found = await getJson(call, { url, schema: repository });
    if (found === null) throw vcsNotFound(`${url.host} has no such repository, or hides it.`);
    return {
      defaultBranch: found.mainbranch?.name ?? null,
      isPrivate: found.is_private ?? null,
      isArchived: null,
    };
  },

  refs: async (call) => [
    ...(await listRefs(call, 'TAG', `/refs/tags?${listed}`)),
    ...(await listRefs(call, 'BRANCH', `/refs/branches?${listed}`)),
  ],

  files: (call, wish) =>
    getFiles(call, wish, (commit) => ({ url: at(call, `/src/${commit}/${wish.path}`) })),

  archive: (call, commit) =>
    getArchive(call, { url: new URL(`${call.place.webUrl}/get/${commit}.zip`) }),

  verifyHook: (hook) => {
    if (!hasHubSignature(hook, 'x-hub-signature')) return null;
    return hook.headers['x-event-key'] === 'repo:push' ? 'push' : 'other';
  },
};

function at({ place }: VcsCall, path: string): URL {
  return new URL(`${place.apiUrl}${path}`);
}

function listRefs(call: VcsCall, kind: VcsRef['kind'], path: string): Promise<VcsRef[]> {
  const url = at(call, path);
  return listAll(call, {
    url,
    read: (body) => {
      const { values, next } = shaped(body, refs, url);
      const items = values.map(({ name, target }) => ({
        kind,
        name,
        commit: target.hash,
        committedAt: target.date == null ? null : new Date(target.date),
      }));
      return { items, next };
    },
  });
}
