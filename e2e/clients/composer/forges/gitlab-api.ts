import { type ForgeApi, linkedPage } from './stand-in-forge.ts';

const base = '/api/v4/projects/acme%2Fwidgets';

/** GitLab, as it documents version 4 of its API. */
export const gitlabApi: ForgeApi = async (request) => {
  const { path, query, forge } = request;
  const { repository } = forge;
  if (!path.startsWith(base)) return null;
  const rest = path.slice(base.length);
  if (rest === '') {
    return { json: { default_branch: 'main', visibility: 'private', archived: false } };
  }
  const [, list] = /^\/repository\/(tags|branches)$/.exec(rest) ?? [];
  if (list !== undefined) {
    const refs = await repository.refs(list === 'tags' ? 'tags' : 'heads');
    const { items, ...more } = linkedPage(refs, request);
    const json = items.map(({ name, commit, date }) => ({
      name,
      target: commit,
      commit: { id: commit, committed_date: date },
    }));
    return { json, ...more };
  }
  const [, file] = /^\/repository\/files\/([^/]+)\/raw$/.exec(rest) ?? [];
  if (file !== undefined) {
    const bytes = await repository.file(query.get('ref') ?? '', decodeURIComponent(file));
    return bytes === null ? null : { bytes };
  }
  if (rest !== '/repository/archive.zip') return null;
  return { bytes: await repository.archive(query.get('sha') ?? '') };
};
