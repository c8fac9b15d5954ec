import { renderDocument } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { serviceIndex } from './codec/service-index.ts';
import { getFile, getSymbols } from './get-file.ts';
import { folderUrlOf, getRegistration, getVersions, type NugetIndexes, send } from './get-index.ts';
import type { KnownVulnerabilities } from './known-vulnerabilities.ts';
import { relist, unlist } from './list-version.ts';
import { push, pushSymbols } from './push.ts';
import { autocomplete, search } from './search.ts';

/** An address that NuGet v3 does not have here, or a method that it does not know there. */
const nugetAddressUnknown = defineError('not-found', 'NUGET_ADDRESS_UNKNOWN');

/** What is kept rendered, for all repositories. */
export interface NugetDocuments {
  readonly indexes: NugetIndexes;
  readonly vulnerabilities: KnownVulnerabilities;
}

/** Everything lies in `v3/`, beside the service index. */
export async function handleNuget(documents: NugetDocuments, call: FormatCall): Promise<void> {
  const [folder, resource = '', ...rest] = call.segments;
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  if (folder !== 'v3') throw unknown();
  if (resource === 'package') return publish(call, method, rest);
  if (resource === 'symbolpackage' && method === 'PUT' && rest.length === 0) {
    return pushSymbols(call);
  }
  if (method !== 'GET') throw unknown();
  return read(documents, call, { resource, rest });
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

type Read = (documents: NugetDocuments, call: FormatCall, rest: readonly string[]) => Promise<void>;

/** By the first segment and how many follow it. */
const reads: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['index.json 0', ({ vulnerabilities }, call) => getServiceIndex(vulnerabilities, call)],
  ['query 0', ({ indexes }, call) => search(indexes, call)],
  ['autocomplete 0', ({ indexes }, call) => autocomplete(indexes, call)],
  ['vulnerabilities 1', ({ vulnerabilities }, call, rest) => vulnerabilities.send(call, rest)],
  ['symbols 3', (_documents, call, rest) => getSymbols(call, rest)],
  ['flatcontainer 3', (_documents, call, rest) => getFile(call, rest)],
]);

async function read(
  documents: NugetDocuments,
  call: FormatCall,
  { resource, rest }: Wanted,
): Promise<void> {
  const { indexes } = documents;
  const [id = '', file] = rest;
  if (resource === 'registration' && rest.length > 1) return getRegistration(indexes, call, rest);
  if (resource === 'flatcontainer' && file === 'index.json' && rest.length === 2) {
    return getVersions(indexes, call, id);
  }
  const found = reads.get(`${resource} ${rest.length}`);
  if (found === undefined) throw unknown();
  return found(documents, call, rest);
}

async function getServiceIndex(known: KnownVulnerabilities, call: FormatCall): Promise<void> {
  requireReader(call);
  const knowsVulnerabilities = await known.areKnown(call.ports);
  const document = serviceIndex(folderUrlOf(call), { knowsVulnerabilities });
  send(call, await renderDocument(document, { contentType: 'application/json' }));
}

function unknown() {
  return nugetAddressUnknown('There is nothing at this address.');
}
