import type { Route } from '../route.ts';
import { getFile, getProvenance } from './get-file.ts';
import { getProjectJson, getReleaseJson } from './get-json.ts';
import { getList, getProject } from './get-simple.ts';
import type { SimpleIndexes } from './indexes.ts';
import { upload } from './upload.ts';

/** The protocol, address by address. The first that fits answers. */
export function pypiRoutes(indexes: SimpleIndexes): readonly Route[] {
  return [
    { method: 'GET', pattern: 'simple', handle: (call) => getList(indexes, call) },
    {
      method: 'GET',
      pattern: 'simple/:project',
      handle: (call, params) => getProject(indexes, call, params),
    },
    { method: 'GET', pattern: 'packages/:project/:version/:file', handle: getFile },
    {
      method: 'GET',
      pattern: 'integrity/:project/:version/:file/provenance',
      handle: getProvenance,
    },
    { method: 'GET', pattern: 'pypi/:project/json', handle: getProjectJson },
    { method: 'GET', pattern: 'pypi/:project/:version/json', handle: getReleaseJson },
    { method: 'POST', pattern: '', handle: upload },
    { method: 'POST', pattern: 'legacy', handle: upload },
  ];
}
