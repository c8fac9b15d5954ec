import { can } from '@bonded/core/access';
import { artifactNotFound, openFile, packageNotFound } from '@bonded/core/artifacts';
import { hiddenRepository, placeOfRepository } from '@bonded/core/repositories';
import { sendDocument } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import { tarballPath } from './codec/names.ts';
import {
  type Packument,
  prefersAbbreviated,
  renderPackument,
  versionManifest,
} from './codec/packument.ts';
import { findNpmPackage } from './find-npm-package.ts';
import { loadPackument } from './load-packument.ts';
import type { PackageIds } from './package-ids.ts';
import type { PackumentCache } from './packument-cache.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';

export interface Documents {
  readonly ids: PackageIds;
  readonly packuments: PackumentCache;
}

/** `GET {pkg}`: the document of a package, full or abbreviated as `Accept` asks. */
export async function getPackument(
  documents: Documents,
  call: FormatCall,
  params: NpmParams,
): Promise<void> {
  requireReader(call);
  const name = params['package'] ?? '';
  // `?write=true` comes before a change and must not see a kept document.
  const isFresh = call.query.get('write') === 'true';
  const { full, abbreviated } = isFresh
    ? await render(call, (await findNpmPackage(call, name)).id, name)
    : await kept(documents, call, name);
  const isShort = !isFresh && prefersAbbreviated(call.request.headers.accept);
  sendDocument(call.request, call.reply, isShort ? abbreviated : full, {
    cacheControl: call.repository.isPublic ? 'public, no-cache' : 'private, no-cache',
    vary: ['Accept'],
  });
}

async function kept(documents: Documents, call: FormatCall, name: string): Promise<Packument> {
  const { id } = await documents.ids.find(call, name);
  return documents.packuments.get(id, () => render(call, id, name));
}

async function render(call: FormatCall, packageId: string, name: string): Promise<Packument> {
  const source = await loadPackument(call.ports, packageId, call.baseUrl);
  if (source === null) throw packageNotFound(`There is no version of ${name} here any more.`);
  return renderPackument(source);
}

/**
 * `GET {pkg}/{version or tag}`: one manifest, refused with its receipt while the version is held.
 */
export async function getManifest(call: FormatCall, params: NpmParams): Promise<void> {
  requireReader(call);
  const { ports, actor, repository } = call;
  const wanted = params['version'] ?? '';
  const target = await findNpmPackage(call, params['package'] ?? '');
  const source = await loadPackument(ports, target.id, call.baseUrl);
  const version = source?.distTags[wanted] ?? wanted;
  const found = source?.versions.find((each) => each.version === version);
  if (source == null || found === undefined) {
    throw artifactNotFound(`There is no ${target.name}@${wanted} here.`);
  }
  if (found.receipt != null) {
    await openFile(ports, actor, { repository, path: tarballPath(target.name, version) });
  }
  await sendJson(call, 200, versionManifest(source, found));
}

/**
 * Metadata takes the right to see artifacts, which somebody who may see the repository need not
 * have.
 */
function requireReader(call: FormatCall): void {
  if (!can(call.actor, 'artifact:read', placeOfRepository(call.repository))) {
    throw hiddenRepository(call.actor);
  }
}
