import { authorisePublish, awaitVerdict, publishArtifact } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { stagedSource } from '../random-access.ts';
import { inspectNupkg } from './codec/nupkg.ts';
import { describeNuget, stageNuspec } from './describe-nuget.ts';
import { packageBytes } from './push-body.ts';

/** One package. nuget.org takes 250 MB; models and native libraries are larger. */
const nupkgBytesMax = 8 * 1024 ** 3;

/** `PUT package/`: publishes what the .nuspec inside says it is. 201, or 200 for the same bytes. */
export async function push(call: FormatCall): Promise<void> {
  const { ports, actor, repository, request, reply, signal } = call;
  // Before the first byte: who may not publish need not send megabytes to learn it.
  await authorisePublish(ports, actor, repository, 'package');
  const taken: StagedBlob[] = [];
  try {
    const body = bodyChunks(request.raw, { signal });
    const bytes = packageBytes(body, request.headers['content-type']);
    const nupkg = await ports.blobs.stage(bytes, { signal, bytesMax: nupkgBytesMax });
    taken.push(nupkg);
    const contents = await inspectNupkg(stagedSource(ports, nupkg, signal));
    const nuspec = await stageNuspec(ports, contents, signal);
    taken.push(nuspec);
    const input = describeNuget({ repository, contents, nupkg, nuspec });
    const { artifact, isNew } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    await reply.code(isNew ? 201 : 200).send();
  } catch (error) {
    await bestEffort('what stays is swept', async () => {
      for (const staged of taken) await ports.blobs.discard(staged);
    });
    throw error;
  }
}
