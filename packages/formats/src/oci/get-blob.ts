import { formatNamedDigest } from '@bonded/core/deposits';
import { openBlob } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import { requireDigest } from './codec/digest.ts';
import type { ImageCall } from './image-call.ts';

/** `GET` and `HEAD …/blobs/{digest}`: whole or a range, once an image that has it is cleared. */
export async function getBlob(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image, request } = call;
  const digest = requireDigest(call.reference);
  const isForHeaders = call.method === 'HEAD';
  const wanted = { repository, packageName: image, digest, isForHeaders };
  const blob = await openBlob(ports, actor, wanted);
  const scope = repository.isPublic ? 'public' : 'private';
  await sendBlob(request, call.reply, blobSourceOf(ports, blob), {
    cacheControl: `${scope}, no-cache`,
    headers: { 'docker-content-digest': formatNamedDigest(digest) },
  });
}
