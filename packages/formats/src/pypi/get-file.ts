import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import type { RouteParams } from '../route.ts';
import { provenancePath } from './codec/names.ts';

/**
 * `GET packages/{project}/{version}/{file}`: the bytes of a file, or of its metadata where
 * `.metadata` follows (PEP 658). They never change, and come once the release is cleared.
 */
export function getFile(call: FormatCall, params: RouteParams): Promise<void> {
  return send(call, pathOf(params));
}

/** `GET integrity/{project}/{version}/{file}/provenance` (PEP 740). */
export function getProvenance(call: FormatCall, params: RouteParams): Promise<void> {
  return send(call, provenancePath(pathOf(params)));
}

function pathOf({ project, version, file }: RouteParams): string {
  return `packages/${project}/${version}/${file}`;
}

async function send(call: FormatCall, path: string): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const { file } = await openFile(ports, actor, { repository, path });
  await sendBlob(request, reply, blobSourceOf(ports, file), {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, max-age=31536000, immutable`,
    fileName: path.slice(path.lastIndexOf('/') + 1),
  });
}
