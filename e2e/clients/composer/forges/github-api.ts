import { type ForgeApi, linkedPage } from './stand-in-forge.ts';

const base = '/api/v3/repos/acme/widgets';

/** GitHub Enterprise Server, as GitHub documents its REST API of 2022-11-28. */
export const githubApi: ForgeApi = async (request) => {
  const { path, query, headers, forge } = request;
  const { repository } = forge;
  if (!path.startsWith(base)) return null;
  const rest = path.slice(base.length);
  if (rest === '') {
    return { json: { default_branch: 'main', private: true, archived: false, full_name: 'x' } };
  }
  if (rest === '/tags') {
    const { items, ...more } = linkedPage(await repository.refs('tags'), request);
    return { json: items.map(({ name, commit }) => ({ name, commit: { sha: commit } })), ...more };
  }
  if (rest === '/git/refs/heads') {
    const { items, ...more } = linkedPage(await repository.refs('heads'), request);
    const json = items.map(({ name, commit }) => ({
      ref: `refs/heads/${name}`,
      object: { type: 'commit', sha: commit },
    }));
    return { json, ...more };
  }
  const [, file] = /^\/contents\/(.+)$/.exec(rest) ?? [];
  if (file !== undefined) {
    const bytes = await repository.file(query.get('ref') ?? '', file);
    if (bytes === null) return null;
    const isRaw = headers.accept === 'application/vnd.github.raw+json';
    return isRaw
      ? { bytes }
      : { json: { encoding: 'base64', content: bytes.toString('base64'), size: bytes.length } };
  }
  const [, commit] = /^\/commits\/([0-9a-f]{40})$/.exec(rest) ?? [];
  if (commit !== undefined) {
    const date = await repository.git('show', '-s', '--format=%cI', commit);
    return { json: { sha: commit, commit: { committer: { date } } } };
  }
  const [, archived] = /^\/zipball\/([0-9a-f]{40})$/.exec(rest) ?? [];
  return archived === undefined ? null : { redirect: `${forge.archiveOrigin}/${archived}` };
};
