import { authorisePublish, awaitVerdict, publishArtifact } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { stagedSource } from '../random-access.ts';
import { requireAgreement } from './codec/agreement.ts';
import { provenanceOf } from './codec/attestations.ts';
import { type DistributionName, parseFileName } from './codec/file-names.ts';
import { normaliseName } from './codec/names.ts';
import {
  type FormFields,
  readUploadFields,
  requireDigests,
  requireFiletype,
} from './codec/upload-fields.ts';
import { describeDistribution, inspectDistribution, pypiDigests } from './describe-distribution.ts';
import { readUploadForm, type UploadedPart } from './upload-form.ts';

/** One file. Larger things belong into other formats. */
const fileBytesMax = 16 * 1024 ** 3;

interface TakenFile {
  readonly named: DistributionName;
  readonly staged: StagedBlob;
}

/**
 * `POST /` and `POST legacy/`: adds a file to its release, as `twine upload` and `uv publish` send
 * it. What the archive says counts; a form that says something else is refused.
 */
export async function upload(call: FormatCall): Promise<void> {
  const { ports, request, reply, signal } = call;
  const taken: TakenFile[] = [];
  try {
    const { fields } = await readUploadForm(
      bodyChunks(request.raw, { signal }),
      request.headers['content-type'],
      async (part) => taken.push(await takeIn(call, part)),
    );
    for (const file of taken) await publish(call, fields, file);
  } catch (error) {
    await bestEffort('what stays is swept', async () => {
      for (const { staged } of taken) await ports.blobs.discard(staged);
    });
    throw error;
  }
  await reply.code(200).header('content-type', 'text/plain; charset=utf-8').send('OK\n');
}

/** Fields come first, so who may not publish need not send gigabytes to learn it. */
async function takeIn(call: FormatCall, part: UploadedPart): Promise<TakenFile> {
  const { ports, actor, repository, signal } = call;
  const name = normaliseName(part.before.get('name')?.[0]?.slice(0, 128) ?? '');
  await authorisePublish(ports, actor, repository, name);
  const named = parseFileName(part.fileName);
  const staged = await ports.blobs.stage(part.bytes, {
    signal,
    bytesMax: fileBytesMax,
    extraDigests: pypiDigests,
  });
  return { named, staged };
}

async function publish(call: FormatCall, form: FormFields, file: TakenFile): Promise<void> {
  const { ports, actor, repository, signal } = call;
  const { named, staged } = file;
  const fields = readUploadFields(form);
  requireFiletype(fields, named);
  requireDigests(fields, { sha256: staged.digest, md5: staged.extraDigests.md5 });
  const attested = { fileName: named.fileName, sha256: staged.digest };
  const provenance = fields.attestations && provenanceOf(fields.attestations, attested);
  const source = stagedSource(ports, staged, signal);
  const distribution = { repository, named, staged, source, signal };
  const inspected = await inspectDistribution(ports, distribution);
  requireAgreement(fields, inspected.release);
  const input = await describeDistribution(ports, distribution, inspected, provenance);
  const { artifact } = await publishArtifact(ports, actor, input, signal);
  await awaitVerdict(ports, artifact.id, { signal });
}
