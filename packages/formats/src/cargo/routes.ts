import type { Route } from '../route.ts';
import { download } from './download.ts';
import { getConfig } from './get-config.ts';
import { getIndexFile, type IndexFiles } from './get-index-file.ts';
import { changeOwners, listOwners } from './owners.ts';
import { publishCrate } from './publish.ts';
import { search } from './search.ts';
import { unyank, yank } from './yank.ts';

/** The protocol, address by address. The first that fits answers. */
export function cargoRoutes(files: IndexFiles): readonly Route[] {
  const crates = 'api/v1/crates';
  return [
    { method: 'GET', pattern: 'config.json', handle: getConfig },
    { method: 'GET', pattern: crates, handle: search },
    { method: 'PUT', pattern: `${crates}/new`, handle: publishCrate },
    { method: 'GET', pattern: `${crates}/:crate/:version/download`, handle: download },
    { method: 'DELETE', pattern: `${crates}/:crate/:version/yank`, handle: yank },
    { method: 'PUT', pattern: `${crates}/:crate/:version/unyank`, handle: unyank },
    { method: 'GET', pattern: `${crates}/:crate/owners`, handle: listOwners },
    { method: 'PUT', pattern: `${crates}/:crate/owners`, handle: changeOwners },
    { method: 'DELETE', pattern: `${crates}/:crate/owners`, handle: changeOwners },
    {
      method: 'GET',
      pattern: ':path*',
      handle: (call, params) => getIndexFile(files, call, params),
    },
  ];
}
