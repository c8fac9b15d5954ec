import { authorisePublish, awaitVerdict, publishArtifact } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { stagedSource } from '../random-access.ts';
import { moduleMismatch } from './codec/errors.ts';
import { requireModuleVersion } from './codec/module-version.ts';
import {
  inspectModuleZip,
  type ModuleContents,
  type ModuleCoordinates,
  moduleZipBytesMax,
} from './codec/module-zip.ts';
import { describeGo, stageGoMod } from './describe-go.ts';

/** `PUT {module}/@v/{version}.zip`: publishes what the zip says it is, if it is this version. */
export async function putModule(call: FormatCall, at: ModuleCoordinates): Promise<void> {
  requireModuleVersion(at.path, at.version);
  await publishZip(call, at.path, ({ path, version }) => {
    if (path === at.path && version === at.version) return;
    throw moduleMismatch(`The zip is of ${path}@${version}, and not of ${at.path}@${at.version}.`);
  });
}

/** `PUT upload`: the same, for whoever lets the zip say which module it is. */
export async function uploadModule(call: FormatCall): Promise<void> {
  await publishZip(call, 'upload', () => {});
}

async function publishZip(
  call: FormatCall,
  name: string,
  requireAsked: (contents: ModuleContents) => void,
): Promise<void> {
  const { ports, actor, repository, request, signal } = call;
  // Before the first byte: who may not publish need not send megabytes to learn it.
  await authorisePublish(ports, actor, repository, name);
  const body = bodyChunks(request.raw, { signal, freesChunks: true });
  const taken: StagedBlob[] = [];
  try {
    const zip = await ports.blobs.stage(body, { signal, bytesMax: moduleZipBytesMax });
    taken.push(zip);
    const contents = await inspectModuleZip(stagedSource(ports, zip, signal));
    requireAsked(contents);
    const goMod = await stageGoMod(ports, contents, signal);
    taken.push(goMod);
    const input = describeGo({ repository, contents, zip, goMod });
    const { artifact, isNew } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    await sendSums(call, contents, isNew);
  } catch (error) {
    await bestEffort('what stays is swept', async () => {
      for (const staged of taken) await ports.blobs.discard(staged);
    });
    throw error;
  }
}

/** What go.sum will say of it, in the words of go.sum. */
async function sendSums(call: FormatCall, contents: ModuleContents, isNew: boolean): Promise<void> {
  const { path, version, sum, goModSum } = contents;
  await call.reply
    .code(isNew ? 201 : 200)
    .header('content-type', 'text/plain; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(`${path} ${version} ${sum}\n${path} ${version}/go.mod ${goModSum}\n`);
}
