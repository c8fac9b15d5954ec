import {
  authorisePublish,
  awaitVerdict,
  publishArtifact,
  readReceipt,
} from '@bonded/core/artifacts';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { stagedSource } from '../random-access.ts';
import type { RouteParams } from '../route.ts';
import { sendJson } from '../send-json.ts';
import { packageMismatch, versionInvalid } from './codec/errors.ts';
import { requirePackageName } from './codec/names.ts';
import { inspectPackage } from './codec/package-zip.ts';
import { readVersion } from './codec/versions.ts';
import { composerDigests, describeComposer } from './describe-composer.ts';

/** One archive. Larger things belong into other formats. */
const archiveBytesMax = 4 * 1024 ** 3;

interface Asked {
  /** Null where the composer.json alone says it. */
  readonly name: string | null;
  readonly version: string | null;
}

/** `PUT packages/{vendor}/{name}/{version}.zip`. */
export async function putNamedPackage(call: FormatCall, params: RouteParams): Promise<void> {
  const name = `${params['vendor']}/${params['name']}`.toLowerCase();
  requirePackageName(name);
  const [, version] = /^(.+)\.zip$/.exec(params['file'] ?? '') ?? [];
  if (version === undefined) throw versionInvalid('A package goes to {version}.zip.');
  await publish(call, { name, version });
}

/** `PUT ?version=`: the composer.json says the name, and may say the version. */
export async function putPackage(call: FormatCall): Promise<void> {
  await publish(call, { name: null, version: call.query.get('version') });
}

async function publish(call: FormatCall, { name, version }: Asked): Promise<void> {
  const { ports, actor, repository, request, signal } = call;
  if (version !== null) readVersion(version);
  // Before the first byte: who may not publish need not send megabytes to learn it.
  await authorisePublish(ports, actor, repository, name ?? 'upload');
  const staged = await ports.blobs.stage(bodyChunks(request.raw, { signal, freesChunks: true }), {
    signal,
    bytesMax: archiveBytesMax,
    extraDigests: composerDigests,
  });
  try {
    const manifest = await inspectPackage(stagedSource(ports, staged, signal));
    if (name !== null && manifest.name !== name) {
      throw packageMismatch(`The composer.json is of ${manifest.name}, and not of ${name}.`);
    }
    const input = describeComposer({ repository, staged, manifest, version });
    const { artifact, isNew } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    const receipt = await readReceipt(ports, artifact.id);
    await sendJson(call, isNew ? 201 : 200, {
      status: 'success',
      name: manifest.name,
      version: artifact.version,
      ...(receipt !== null && { warning: receipt }),
    });
  } catch (error) {
    await bestEffort('what stays is swept', () => ports.blobs.discard(staged));
    throw error;
  }
}
