import { type ForgeApi, pageSize } from './stand-in-forge.ts';

const base = '/2.0/repositories/acme/widgets';

/** Bitbucket Cloud, as it documents version 2.0 of its API; archives are the website's. */
export const bitbucketApi: ForgeApi = async ({ path, query, forge }) => {
  const { repository } = forge;
  const [, archived] = /^\/acme\/widgets\/get\/([0-9a-f]{40})\.zip$/.exec(path) ?? [];
  if (archived !== undefined) return { bytes: await repository.archive(archived) };
  if (!path.startsWith(base)) return null;
  const rest = path.slice(base.length);
  if (rest === '') return { json: { mainbranch: { name: 'main' }, is_private: true } };
  const [, list] = /^\/refs\/(tags|branches)$/.exec(rest) ?? [];
  if (list !== undefined) {
    const refs = await repository.refs(list === 'tags' ? 'tags' : 'heads');
    const page = Number(query.get('page') ?? 1);
    const values = refs
      .slice((page - 1) * pageSize, page * pageSize)
      .map(({ name, commit, date }) => ({ name, target: { hash: commit, date } }));
    if (page * pageSize >= refs.length) return { json: { values } };
    const following = new URLSearchParams(query);
    following.set('page', String(page + 1));
    return { json: { values, next: `${forge.origin}${path}?${following}` } };
  }
  const [, commit, file] = /^\/src\/([0-9a-f]{40})\/(.+)$/.exec(rest) ?? [];
  const bytes = await repository.file(commit ?? '', file ?? '');
  return bytes === null || file === undefined ? null : { bytes };
};
