import { formatNamedDigest } from '@bonded/core/deposits';
import { type OpenedTag, openFile, openTagged } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import { requireDigest } from './codec/digest.ts';
import { manifestFilePath } from './codec/file-paths.ts';
import { isTag } from './codec/names.ts';
import type { ImageCall } from './image-call.ts';

/** `GET` and `HEAD …/manifests/{tag or digest}`: the bytes as they were pushed, once cleared. */
export async function getManifest(call: ImageCall): Promise<void> {
  const { ports, repository } = call;
  const { file, version } = await open(call);
  const scope = repository.isPublic ? 'public' : 'private';
  await sendBlob(call.request, call.reply, blobSourceOf(ports, file), {
    // Also by its digest: it may be held or recalled tomorrow.
    cacheControl: `${scope}, no-cache`,
    headers: { 'docker-content-digest': version },
  });
}

async function open(call: ImageCall): Promise<OpenedTag> {
  const { ports, actor, repository, image, reference } = call;
  const pathOf = (version: string) => manifestFilePath(image, version);
  if (isTag(reference)) {
    return openTagged(ports, actor, { repository, name: image, tag: reference, pathOf });
  }
  const version = formatNamedDigest(requireDigest(reference));
  return { ...(await openFile(ports, actor, { repository, path: pathOf(version) })), version };
}
