import { artifactNotFound, deleteArtifact, lookUpFile } from '@bonded/core/artifacts';
import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';

/** `GET packages/{vendor}/{name}/{version}.zip`: the bytes of a version, once it is cleared. */
export async function getArchive(call: FormatCall, params: RouteParams): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const { file } = await openFile(ports, actor, { repository, path: pathOf(params) });
  await sendBlob(request, reply, blobSourceOf(ports, file), {
    // A branch gets other bytes at the same address.
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, no-cache`,
    fileName: `${params['name']}-${params['file']}`,
  });
}

/** `DELETE` at the same address: the version goes, and its number stays burned. */
export async function deleteArchive(call: FormatCall, params: RouteParams): Promise<void> {
  requireReader(call);
  const { ports, actor, repository, reply } = call;
  const file = await lookUpFile(ports, { repositoryId: repository.id, path: pathOf(params) });
  if (file === null) throw artifactNotFound('There is no such version.');
  await deleteArtifact(ports, actor, { id: file.artifactId });
  await reply.code(204).send();
}

function pathOf(params: RouteParams): string {
  return `packages/${params['vendor']}/${params['name']}/${params['file']}`;
}
