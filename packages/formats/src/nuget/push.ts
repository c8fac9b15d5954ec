import {
  authorisePublish,
  awaitVerdict,
  type PublishArtifactInput,
  publishArtifact,
} from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { stagedSource } from '../random-access.ts';
import { inspectNupkg } from './codec/nupkg.ts';
import { describeNuget, stageBeside } from './describe-nuget.ts';
import { describeSymbols } from './describe-symbols.ts';
import { packageBytes } from './push-body.ts';

/** One package. nuget.org takes 250 MB; models and native libraries are larger. */
const nupkgBytesMax = 8 * 1024 ** 3;

type Describe = (call: FormatCall, archive: StagedBlob) => Promise<PublishArtifactInput>;

/** `PUT package/`: publishes what the .nuspec inside says it is. 201, or 200 for the same bytes. */
export function push(call: FormatCall): Promise<void> {
  return take(call, async ({ ports, repository, signal }, nupkg) => {
    const contents = await inspectNupkg(stagedSource(ports, nupkg, signal));
    const beside = await stageBeside(ports, contents, signal);
    return describeNuget({ repository, contents, nupkg, beside });
  });
}

/** `PUT symbolpackage/`: adds a .snupkg to the version that it is about. The same answers. */
export function pushSymbols(call: FormatCall): Promise<void> {
  return take(call, ({ ports, repository, signal }, snupkg) => {
    const source = stagedSource(ports, snupkg, signal);
    return describeSymbols(ports, { repository, snupkg, source, signal });
  });
}

async function take(call: FormatCall, describe: Describe): Promise<void> {
  const { ports, actor, repository, request, reply, signal } = call;
  // Before the first byte: who may not publish need not send megabytes to learn it.
  await authorisePublish(ports, actor, repository, 'package');
  const body = bodyChunks(request.raw, { signal });
  const bytes = packageBytes(body, request.headers['content-type']);
  const archive = await ports.blobs.stage(bytes, { signal, bytesMax: nupkgBytesMax });
  try {
    const input = await describe(call, archive);
    const { artifact, isNew } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    await reply.code(isNew ? 201 : 200).send();
  } catch (error) {
    // The archive is what weighs; the small files beside it are swept with what crashes leave.
    await bestEffort('what stays is swept', () => ports.blobs.discard(archive));
    throw error;
  }
}
