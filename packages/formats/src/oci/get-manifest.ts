import {
  artifactNotFound,
  authoriseDownload,
  lookUpDeletedTagged,
  lookUpTagged,
} from '@bonded/core/artifacts';
import { formatNamedDigest, readNamedDigest } from '@bonded/core/deposits';
import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import { requireDigest } from './codec/digest.ts';
import { manifestFilePath } from './codec/file-paths.ts';
import { isTag } from './codec/names.ts';
import type { ImageCall } from './image-call.ts';

/** `GET` and `HEAD …/manifests/{tag or digest}`: the bytes as they were pushed, once cleared. */
export async function getManifest(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image, reference } = call;
  const isByTag = isTag(reference);
  const version = isByTag ? await versionOf(call) : formatNamedDigest(requireDigest(reference));
  const path = manifestFilePath(image, version);
  const { file } = await openFile(ports, actor, { repository, path });
  const scope = repository.isPublic ? 'public' : 'private';
  await sendBlob(call.request, call.reply, blobSourceOf(ports, file), {
    // Also by its digest: it may be held or recalled tomorrow.
    cacheControl: `${scope}, no-cache`,
    headers: { 'docker-content-digest': version },
  });
}

async function versionOf(call: ImageCall): Promise<string> {
  const { ports, actor, repository, image, reference } = call;
  await authoriseDownload(ports, actor, repository, `${image}:${reference}`);
  const at = { repositoryId: repository.id, name: image, tag: reference };
  const version = (await lookUpTagged(ports, at)) ?? (await lookUpDeletedTagged(ports, at));
  if (version !== null && readNamedDigest(version) !== null) return version;
  throw artifactNotFound(`There is no ${image}:${reference} here.`);
}
