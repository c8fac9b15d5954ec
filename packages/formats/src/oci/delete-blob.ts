import { deleteDeposit } from '@bonded/core/deposits';
import { requireDigest } from './codec/digest.ts';
import { answer, type ImageCall } from './image-call.ts';

/** `DELETE …/blobs/{digest}`: takes back what no image has. Layers of an image go with it. */
export async function deleteBlob(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image } = call;
  const digest = requireDigest(call.reference);
  await deleteDeposit(ports, actor, { repository, packageName: image, digest });
  await answer(call, 202, {});
}
