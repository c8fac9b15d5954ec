import { type ForgeApi, linkedPage } from './stand-in-forge.ts';

const base = '/api/v1/repos/acme/widgets';

/** Gitea, as its routes and structures have it. */
export const giteaApi: ForgeApi = async (request) => {
  const { path, query, forge } = request;
  const { repository } = forge;
  if (!path.startsWith(base)) return null;
  const rest = path.slice(base.length);
  if (rest === '') return { json: { default_branch: 'main', private: true, archived: false } };
  if (rest === '/tags') {
    const { items, ...more } = linkedPage(await repository.refs('tags'), request);
    const json = items.map(({ name, commit, date }) => ({
      name,
      id: commit,
      commit: { sha: commit, created: date, url: '' },
    }));
    return { json, ...more };
  }
  if (rest === '/branches') {
    const { items, ...more } = linkedPage(await repository.refs('heads'), request);
    const json = items.map(({ name, commit, date }) => ({
      name,
      commit: { id: commit, timestamp: date, message: '' },
    }));
    return { json, ...more };
  }
  const [, file] = /^\/raw\/(.+)$/.exec(rest) ?? [];
  if (file !== undefined) {
    const bytes = await repository.file(query.get('ref') ?? '', file);
    return bytes === null ? null : { bytes };
  }
  const [, archived] = /^\/archive\/([0-9a-f]{40})\.zip$/.exec(rest) ?? [];
  return archived === undefined ? null : { bytes: await repository.archive(archived) };
};
