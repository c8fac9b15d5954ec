import { can } from '@bonded/core/access';
import { artifactNotFound, packageNotFound } from '@bonded/core/artifacts';
import { hiddenRepository, placeOfRepository } from '@bonded/core/repositories';
import { findIndex, openFile, type PackageIndex } from '@bonded/core/supply';
import { sendDocument } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import type { PackageIndexes } from '../package-indexes.ts';
import { tarballPath } from './codec/names.ts';
import {
  type Packument,
  prefersAbbreviated,
  renderPackument,
  versionManifest,
} from './codec/packument.ts';
import { packumentSource } from './packument-source.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';

export type Packuments = PackageIndexes<Packument>;

/** `GET {pkg}`: the document of a package, full or abbreviated as `Accept` asks. */
export async function getPackument(
  packuments: Packuments,
  call: FormatCall,
  params: NpmParams,
): Promise<void> {
  requireReader(call);
  const name = params['package'] ?? '';
  // `?write=true` comes before a change and must not see a kept document.
  const isFresh = call.query.get('write') === 'true';
  const { full, abbreviated } = isFresh
    ? await render(call, await readIndex(call, name))
    : await packuments.get(call, { name }, (index) => render(call, index));
  const isShort = !isFresh && prefersAbbreviated(call.request.headers.accept);
  sendDocument(call.request, call.reply, isShort ? abbreviated : full, {
    cacheControl: call.repository.isPublic ? 'public, no-cache' : 'private, no-cache',
    vary: ['Accept'],
  });
}

/** The index as it stands now. */
async function readIndex({ ports, actor, repository }: FormatCall, name: string) {
  return (await findIndex(ports, actor, { repository, name })).read();
}

async function render(call: FormatCall, index: PackageIndex): Promise<Packument> {
  const source = packumentSource(call.ports, index, call.baseUrl);
  if (source !== null) return renderPackument(source);
  throw packageNotFound(`There is no version of ${index.package.name} here any more.`);
}

/**
 * `GET {pkg}/{version or tag}`: one manifest, refused with its receipt while the version is held.
 */
export async function getManifest(call: FormatCall, params: NpmParams): Promise<void> {
  requireReader(call);
  const { ports, actor, repository } = call;
  const wanted = params['version'] ?? '';
  const name = params['package'] ?? '';
  const source = packumentSource(ports, await readIndex(call, name), call.baseUrl);
  const version = source?.distTags[wanted] ?? wanted;
  const found = source?.versions.find((each) => each.version === version);
  if (source === null || found === undefined) {
    throw artifactNotFound(`There is no ${name}@${wanted} here.`);
  }
  if (found.receipt != null) {
    await openFile(ports, actor, { repository, path: tarballPath(name, version) });
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
