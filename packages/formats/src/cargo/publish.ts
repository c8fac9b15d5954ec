import {
  authorisePublish,
  awaitVerdict,
  publishArtifact,
  readReceipt,
} from '@bonded/core/artifacts';
import { bodyChunks } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import { tee } from '../archives/tee.ts';
import type { FormatCall } from '../format.ts';
import { sendJson } from '../send-json.ts';
import { requireAgreement } from './codec/agreement.ts';
import { inspectCrate } from './codec/crate-archive.ts';
import { requireCrateName } from './codec/names.ts';
import { PublishBody } from './codec/publish-body.ts';
import { type PublishDocument, readPublishDocument } from './codec/publish-document.ts';
import { describeCargo, indexPathAt } from './describe-cargo.ts';

/** One crate: the length that the protocol gives it has 32 bits. */
const crateBytesMax = 4 * 1024 ** 3;

/** `PUT api/v1/crates/new`: takes the crate in, hashed and inspected as it comes. */
export async function publishCrate(call: FormatCall): Promise<void> {
  const { ports, actor, repository, signal } = call;
  const body = new PublishBody(bodyChunks(call.request.raw, { signal }));
  try {
    const document = readPublishDocument(await body.document());
    requireCrateName(document.name);
    // Before the archive: who may not publish need not send it to learn that.
    await authorisePublish(ports, actor, repository, document.name);
    const receipt = await takeIn(call, document, body);
    const other = receipt === null ? [] : [receipt];
    const warnings = { invalid_categories: [], invalid_badges: [], other };
    await sendJson(call, 200, { warnings });
  } finally {
    await body.close();
  }
}

/** Gives the receipt when the crate is held: cargo prints it as a warning. */
async function takeIn(
  call: FormatCall,
  document: PublishDocument,
  publishBody: PublishBody,
): Promise<string | null> {
  const { ports, actor, repository, signal } = call;
  const { body, inspected } = tee(publishBody.archive(), (chunks) =>
    inspectCrate(chunks, indexPathAt(call.baseUrl)),
  );
  const staged = await ports.blobs.stage(body, { signal, bytesMax: crateBytesMax });
  try {
    const manifest = await inspected;
    requireAgreement(document, manifest);
    const input = describeCargo({ repository, staged, manifest });
    const { artifact } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    return await readReceipt(ports, artifact.id);
  } catch (error) {
    await bestEffort('what stays is swept', () => ports.blobs.discard(staged));
    throw error;
  }
}
