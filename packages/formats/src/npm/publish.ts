import { authorisePublish, awaitVerdict, publishArtifact } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { requireAgreement } from './codec/agreement.ts';
import { publishInvalid } from './codec/errors.ts';
import { type JsonObject, objectOf, own, textEntries } from './codec/json-object.ts';
import { parsePublishBody } from './codec/publish-body.ts';
import { inspectTarball, type TarballContents } from './codec/tarball.ts';
import { deprecate } from './deprecate.ts';
import { describeNpm, npmDigests } from './describe-npm.ts';
import { requireTagName } from './dist-tags.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';

/** One tarball. Larger things belong into other formats. */
const tarballBytesMax = 8 * 1024 ** 3;

interface Attachment {
  readonly staged: StagedBlob;
  readonly contents: TarballContents;
}

/**
 * `PUT {pkg}`: publishes the attached tarball, decoded, hashed and inspected as it comes in; without an attachment
 * it changes what may be changed of published versions.
 */
export async function putPackage(call: FormatCall, params: NpmParams): Promise<void> {
  const { ports, actor, repository, signal } = call;
  const name = params['package'] ?? '';
  // Before the first byte: who may not publish need not send megabytes to learn it.
  await authorisePublish(ports, actor, repository, name);
  const taken: Attachment[] = [];
  try {
    const body = bodyChunks(call.request.raw, { signal });
    const { document } = await parsePublishBody(body, async ({ bytes }) => {
      taken.push(await takeIn(call, bytes));
    });
    const [attachment] = taken;
    if (attachment === undefined) await deprecate(call, name, document);
    else await publish(call, { name, document, attachment });
  } catch (error) {
    await bestEffort('what stays is swept', () => discardAll(call, taken));
    throw error;
  }
}

async function takeIn(call: FormatCall, bytes: AsyncIterable<Uint8Array>): Promise<Attachment> {
  const { ports, signal } = call;
  const staged = await ports.blobs.stage(bytes, {
    signal,
    bytesMax: tarballBytesMax,
    extraDigests: npmDigests,
  });
  return { staged, contents: await inspectStaged(call, staged) };
}

/** Reads the staged bytes once more, from the page cache: simpler than two readers of one stream, and as flat. */
async function inspectStaged(call: FormatCall, staged: StagedBlob): Promise<TarballContents> {
  try {
    const { chunks } = await call.ports.blobs.readStaged(staged, { signal: call.signal });
    return await inspectTarball(chunks);
  } catch (error) {
    await call.ports.blobs.discard(staged);
    throw error;
  }
}

async function discardAll(call: FormatCall, attachments: readonly Attachment[]): Promise<void> {
  for (const { staged } of attachments) await call.ports.blobs.discard(staged);
}

interface Publish {
  readonly name: string;
  readonly document: JsonObject;
  readonly attachment: Attachment;
}

async function publish(call: FormatCall, { name, document, attachment }: Publish): Promise<void> {
  const { ports, actor, repository, signal } = call;
  const { staged, contents } = attachment;
  const tags = tagsOf(document);
  const { derived, input } = describeNpm({ repository, staged, contents, tags });
  if (derived.name !== name) {
    throw publishInvalid(`The archive is ${derived.name}, published as ${name}.`);
  }
  const claimed = objectOf(own(objectOf(own(document, 'versions')), derived.version));
  requireAgreement(claimed, derived, contents);
  const { artifact } = await publishArtifact(ports, actor, input, signal);
  await awaitVerdict(ports, artifact.id, { signal });
  await sendJson(call, 201, { ok: true, success: true });
}

/** The tags that are to lead to the new version. */
function tagsOf(document: JsonObject): readonly string[] {
  const tags = textEntries(own(document, 'dist-tags')).map(([tag]) => requireTagName(tag));
  return tags.length > 0 ? tags : ['latest'];
}
