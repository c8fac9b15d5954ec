import { artifactNotFound, packageNotFound } from '@bonded/core/artifacts';
import { findAdvisories } from '@bonded/core/clearance';
import type { PackageIndex } from '@bonded/core/supply';
import { type RenderedDocument, sendDocument } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import type { PackageIndexes } from '../package-indexes.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { parseVersion, versionKey } from './codec/package-version.ts';
import { registrationLeaf } from './codec/registration.ts';
import { type NugetIndex, renderJson, renderNugetIndex } from './nuget-index.ts';

export type NugetIndexes = PackageIndexes<NugetIndex>;

/** The folder of the service index, which everything lies in. */
export function folderUrlOf({ baseUrl }: FormatCall): string {
  return `${baseUrl}/v3`;
}

/** The documents of a package. Errors: PACKAGE_NOT_FOUND. */
export function loadIndex(
  indexes: NugetIndexes,
  call: FormatCall,
  id: string,
): Promise<NugetIndex> {
  requireReader(call);
  return indexes.get(call, { name: id.toLowerCase() }, async (index: PackageIndex) => {
    if (index.versions.length === 0) throw packageNotFound(`There is no package ${id} here.`);
    const packages = { [id.toLowerCase()]: index.versions.map(({ version }) => version) };
    // Others may be waiting for the same index: it does not end with who asked first.
    const { signal } = new AbortController();
    const asked = { ecosystem: 'NuGet', packages };
    const advisories = await findAdvisories(call.ports, asked, signal);
    return renderNugetIndex(index, advisories, folderUrlOf(call));
  });
}

/** `GET registration/{id}/…`: the index, a page of it, or one version. */
export async function getRegistration(
  indexes: NugetIndexes,
  call: FormatCall,
  { id = '', document = '' }: RouteParams,
): Promise<void> {
  const index = await loadIndex(indexes, call, id);
  const path = document.replace(/\.json$/, '');
  const page = index.pages.get(path.replace(/^page\//, ''));
  if (path === 'index') send(call, index.registration);
  else if (page !== undefined && path.startsWith('page/')) send(call, page);
  else send(call, await renderLeaf(call, index, path));
}

function renderLeaf(call: FormatCall, index: NugetIndex, stated: string) {
  const wanted = parseVersion(stated);
  const key = wanted && versionKey(wanted);
  const found = index.versions.find(({ nuspec }) => nuspec.versionKey === key);
  if (found === undefined) throw artifactNotFound(`There is no ${index.id} ${stated} here.`);
  return renderJson(registrationLeaf({ folderUrl: folderUrlOf(call), id: index.id }, found));
}

/** `GET flatcontainer/{id}/index.json`: every version by name. */
export async function getVersions(
  indexes: NugetIndexes,
  call: FormatCall,
  id: string,
): Promise<void> {
  send(call, (await loadIndex(indexes, call, id)).flat);
}

export function send({ request, reply, repository }: FormatCall, document: RenderedDocument): void {
  const cacheControl = repository.isPublic ? 'public, no-cache' : 'private, no-cache';
  sendDocument(request, reply, document, { cacheControl });
}
