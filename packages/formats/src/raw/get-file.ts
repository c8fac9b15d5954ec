import { openFile } from '@bonded/core/artifacts';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import { rawPath } from './codec/file-path.ts';

/** `GET` and `HEAD {path}`: whole or a range, once cleared. */
export async function getFile(call: FormatCall): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const path = rawPath(call.segments);
  const { file } = await openFile(ports, actor, { repository, path });
  await sendBlob(request, reply, blobSourceOf(ports, file), {
    // A path may get new content, and who may read it may change: ask again each time.
    cacheControl: repository.isPublic ? 'public, no-cache' : 'private, no-cache',
    fileName: path.slice(path.lastIndexOf('/') + 1),
    headers: { 'x-checksum-sha256': file.digest },
  });
}
