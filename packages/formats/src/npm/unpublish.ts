import {
  artifactNotFound,
  deleteArtifact,
  listVersions,
  lookUpFile,
  setTag,
} from '@bonded/core/artifacts';
import { parseInput } from '@bonded/core/input';
import { readJson } from '@bonded/http';
import { z } from 'zod';
import type { FormatCall } from '../format.ts';
import { findNpmPackage, loadNpmPackage } from './find-npm-package.ts';
import { refuseAccess } from './not-ours.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';

const bodyBytesMax = 32 * 1024 * 1024;
const document = z.object({
  versions: z.record(z.string(), z.unknown()).optional(),
  'dist-tags': z.record(z.string(), z.string()).optional(),
});

/**
 * `PUT {pkg}/-rev/{rev}`: the document without the versions that are to go. Nothing else of it is
 * believed.
 */
export async function unpublishVersions(call: FormatCall, params: NpmParams): Promise<void> {
  const { ports, actor, signal } = call;
  const body = await readJson(call.request.raw, { bytesMax: bodyBytesMax, signal });
  const wanted = parseInput(document, body);
  const { versions } = wanted;
  // `npm owner` sends maintainers alone.
  if (versions === undefined) return refuseAccess();
  const target = await findNpmPackage(call, params['package'] ?? '');
  const artifacts = await listVersions(call.ports, target.id);
  for (const artifact of artifacts) {
    if (Object.hasOwn(versions, artifact.version)) continue;
    await deleteArtifact(ports, actor, { id: artifact.id });
  }
  const left = new Set(Object.keys(versions));
  for (const [name, version] of Object.entries(wanted['dist-tags'] ?? {})) {
    if (left.has(version)) await setTag(ports, actor, { packageId: target.id, name, version });
  }
  await sendJson(call, 200, { ok: true });
}

/** `DELETE {pkg}/-rev/{rev}`: every version goes. Their names stay burned. */
export async function unpublishPackage(call: FormatCall, params: NpmParams): Promise<void> {
  const target = await findNpmPackage(call, params['package'] ?? '');
  for (const artifact of await listVersions(call.ports, target.id)) {
    await deleteArtifact(call.ports, call.actor, { id: artifact.id });
  }
  await sendJson(call, 200, { ok: true });
}

/**
 * `DELETE {pkg}/-/{file}/-rev/{rev}`: the second half of taking one version back. The first did it
 * all.
 */
export async function unpublishTarball(call: FormatCall, params: NpmParams): Promise<void> {
  const name = params['package'] ?? '';
  const target = await loadNpmPackage(call, name);
  const path = `${name}/-/${params['file'] ?? ''}`;
  const { id: repositoryId } = call.repository;
  const file = await lookUpFile(call.ports, { repositoryId, path });
  if (target === null) throw artifactNotFound('There is no such file.');
  if (file !== null) await deleteArtifact(call.ports, call.actor, { id: file.artifactId });
  await sendJson(call, 200, { ok: true });
}
