import { authorisePublish, awaitVerdict, publishArtifact } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import { tee } from '../archives/tee.ts';
import type { FormatCall } from '../format.ts';
import { requireAgreement } from './codec/agreement.ts';
import { publishInvalid } from './codec/errors.ts';
import type { JsonObject } from './codec/json-object.ts';
import { parsePublishBody } from './codec/publish-body.ts';
import { readPublishDocument, requireDist } from './codec/publish-document.ts';
import { inspectTarball } from './codec/tarball.ts';
import type { TarballContents } from './codec/tarball-contents.ts';
import { deprecate } from './deprecate.ts';
import { describeNpm, npmDigests, type StagedProvenance } from './describe-npm.ts';
import { requireTagName } from './dist-tags.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';
import { stageProvenance } from './stage-provenance.ts';

/** One tarball. Larger things belong into other formats. */
const tarballBytesMax = 8 * 1024 ** 3;

interface Attachment {
  readonly staged: StagedBlob;
  readonly contents: TarballContents;
}

/**
 * `PUT {pkg}`: publishes the attached tarball, decoded, hashed and inspected as it comes. Without
 * an attachment it changes what may be changed of published versions.
 */
export async function putPackage(call: FormatCall, params: NpmParams): Promise<void> {
  const { ports, actor, repository, signal } = call;
  const name = params['package'] ?? '';
  // Before the first byte: who may not publish need not send megabytes to learn it.
  await authorisePublish(ports, actor, repository, name);
  const taken: Attachment[] = [];
  const statements: StagedProvenance[] = [];
  try {
    const body = bodyChunks(call.request.raw, { signal });
    const { document, provenance } = await parsePublishBody(body, async ({ bytes }) => {
      taken.push(await takeIn(call, bytes));
    });
    for (const { bundle } of provenance) {
      statements.push(await stageProvenance(ports, bundle, signal));
    }
    const [attachment] = taken;
    if (attachment === undefined) await deprecate(call, name, document);
    else await publish(call, { name, document, attachment, statements });
  } catch (error) {
    const staged = [...taken, ...statements].map((each) => each.staged);
    await bestEffort('what stays is swept', () => discardAll(call, staged));
    throw error;
  }
}

/** One pass: what the inspection refuses is never staged to its end. */
async function takeIn(call: FormatCall, bytes: AsyncIterable<Uint8Array>): Promise<Attachment> {
  const { ports, signal } = call;
  const { body, inspected } = tee(bytes, (chunks) => inspectTarball(chunks));
  const staged = await ports.blobs.stage(body, {
    signal,
    bytesMax: tarballBytesMax,
    extraDigests: npmDigests,
  });
  return { staged, contents: await inspected };
}

async function discardAll(call: FormatCall, blobs: readonly StagedBlob[]): Promise<void> {
  for (const staged of blobs) await call.ports.blobs.discard(staged);
}

interface Publish {
  readonly name: string;
  readonly document: JsonObject;
  readonly attachment: Attachment;
  readonly statements: readonly StagedProvenance[];
}

async function publish(call: FormatCall, wanted: Publish): Promise<void> {
  const { ports, actor, repository, signal } = call;
  const { name, document, attachment, statements } = wanted;
  const { staged, contents } = attachment;
  const [provenance, ...more] = statements;
  if (more.length > 0) throw publishInvalid('A tarball comes with one provenance.');
  const { tags, claimed } = readPublishDocument(document, name);
  requireDist(claimed, staged.extraDigests);
  const { derived, input } = describeNpm({
    repository,
    staged,
    contents,
    tags: tagNames(tags),
    signer: ports.packageSigningKey,
    provenance,
  });
  requireAgreement(claimed, derived, contents);
  const { artifact } = await publishArtifact(ports, actor, input, signal);
  await awaitVerdict(ports, artifact.id, { signal });
  await sendJson(call, 201, { ok: true, success: true });
}

/** The tags that are to lead to the new version. */
function tagNames(stated: readonly string[]): readonly string[] {
  return stated.length > 0 ? stated.map(requireTagName) : ['latest'];
}
