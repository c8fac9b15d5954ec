import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import type { RouteParams } from '../route.ts';

/** `GET charts/{file}`: a chart or its provenance, once the version is cleared. */
export async function getFile(call: FormatCall, params: RouteParams): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const fileName = params['file'] ?? '';
  const { file } = await openFile(ports, actor, { repository, path: `charts/${fileName}` });
  await sendBlob(request, reply, blobSourceOf(ports, file), {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, no-cache`,
    fileName,
  });
}
