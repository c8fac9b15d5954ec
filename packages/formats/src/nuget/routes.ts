import { renderDocument } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { serviceIndex } from './codec/service-index.ts';
import { getFile } from './get-file.ts';
import { folderUrlOf, getRegistration, getVersions, type NugetIndexes, send } from './get-index.ts';
import { relist, unlist } from './list-version.ts';
import { push } from './push.ts';
import { autocomplete, search } from './search.ts';

/** An address that NuGet v3 does not have here, or a method that it does not know there. */
const nugetAddressUnknown = defineError('not-found', 'NUGET_ADDRESS_UNKNOWN');

/** Everything lies in `v3/`, beside the service index. */
export async function handleNuget(indexes: NugetIndexes, call: FormatCall): Promise<void> {
  const [folder, resource = '', ...rest] = call.segments;
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  if (folder !== 'v3') throw unknown();
  if (resource === 'package') return publish(call, method, rest);
  if (method !== 'GET') throw unknown();
  return read(indexes, call, { resource, rest });
}

async function publish(call: FormatCall, method: string, rest: readonly string[]): Promise<void> {
  const [id = '', version = '', ...beyond] = rest;
  if (method === 'PUT' && rest.length === 0) return push(call);
  if (version === '' || beyond.length > 0) throw unknown();
  if (method === 'DELETE') return unlist(call, id, version);
  if (method === 'POST') return relist(call, id, version);
  throw unknown();
}

interface Wanted {
  readonly resource: string;
  readonly rest: readonly string[];
}

async function read(
  indexes: NugetIndexes,
  call: FormatCall,
  { resource, rest }: Wanted,
): Promise<void> {
  const [id = '', file] = rest;
  if (resource === 'index.json' && rest.length === 0) return getServiceIndex(call);
  if (resource === 'query' && rest.length === 0) return search(indexes, call);
  if (resource === 'autocomplete' && rest.length === 0) return autocomplete(indexes, call);
  if (resource === 'registration' && rest.length > 1) return getRegistration(indexes, call, rest);
  if (resource !== 'flatcontainer') throw unknown();
  if (file === 'index.json' && rest.length === 2) return getVersions(indexes, call, id);
  if (rest.length === 3) return getFile(call, rest);
  throw unknown();
}

async function getServiceIndex(call: FormatCall): Promise<void> {
  requireReader(call);
  const contentType = 'application/json';
  send(call, await renderDocument(serviceIndex(folderUrlOf(call)), { contentType }));
}

function unknown() {
  return nugetAddressUnknown('There is nothing at this address.');
}
