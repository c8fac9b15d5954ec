import { renderDocument } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { Route } from '../route.ts';
import { serviceIndex } from './codec/service-index.ts';
import { getFile, getSymbols } from './get-file.ts';
import { folderUrlOf, getRegistration, getVersions, type NugetIndexes, send } from './get-index.ts';
import type { KnownVulnerabilities } from './known-vulnerabilities.ts';
import { relist, unlist } from './list-version.ts';
import { push, pushSymbols } from './push.ts';
import { autocomplete, search } from './search.ts';

/** What is kept rendered, for all repositories. */
export interface NugetDocuments {
  readonly indexes: NugetIndexes;
  readonly vulnerabilities: KnownVulnerabilities;
}

/** The protocol, address by address, all beside the service index. The first that fits answers. */
export function nugetRoutes({ indexes, vulnerabilities }: NugetDocuments): readonly Route[] {
  const version = 'v3/package/:id/:version';
  return [
    {
      method: 'GET',
      pattern: 'v3/index.json',
      handle: (call) => getServiceIndex(vulnerabilities, call),
    },
    { method: 'GET', pattern: 'v3/query', handle: (call) => search(indexes, call) },
    { method: 'GET', pattern: 'v3/autocomplete', handle: (call) => autocomplete(indexes, call) },
    {
      method: 'GET',
      pattern: 'v3/vulnerabilities/:file',
      handle: (call, { file = '' }) => vulnerabilities.send(call, file),
    },
    { method: 'GET', pattern: 'v3/symbols/:name/:key/:again', handle: getSymbols },
    {
      method: 'GET',
      pattern: 'v3/registration/:id/:document*',
      handle: (call, params) => getRegistration(indexes, call, params),
    },
    {
      method: 'GET',
      pattern: 'v3/flatcontainer/:id/index.json',
      handle: (call, { id = '' }) => getVersions(indexes, call, id),
    },
    { method: 'GET', pattern: 'v3/flatcontainer/:id/:version/:file', handle: getFile },
    { method: 'PUT', pattern: 'v3/package', handle: push },
    { method: 'PUT', pattern: 'v3/symbolpackage', handle: pushSymbols },
    { method: 'DELETE', pattern: version, handle: unlist },
    { method: 'POST', pattern: version, handle: relist },
  ];
}

async function getServiceIndex(known: KnownVulnerabilities, call: FormatCall): Promise<void> {
  requireReader(call);
  const knowsVulnerabilities = await known.areKnown(call.ports);
  const document = serviceIndex(folderUrlOf(call), { knowsVulnerabilities });
  send(call, await renderDocument(document, { contentType: 'application/json' }));
}
