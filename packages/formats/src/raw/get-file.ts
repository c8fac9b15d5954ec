import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { z } from 'zod';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import { digestHeaders } from './codec/digest-headers.ts';
import { rawPath } from './codec/file-path.ts';

/** Those that somebody announced when the file came. */
const extraDigests = z.object({
  md5: z.string().optional(),
  sha1: z.string().optional(),
  sha512: z.string().optional(),
});

/** `GET` and `HEAD {path}`: whole or a range, once cleared. */
export async function getFile(call: FormatCall): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const path = rawPath(call.segments);
  const { file } = await openFile(ports, actor, { repository, path });
  await sendBlob(request, reply, blobSourceOf(ports, file), {
    // A path may get new content, and who may read it may change: ask again each time.
    cacheControl: repository.isPublic ? 'public, no-cache' : 'private, no-cache',
    fileName: path.slice(path.lastIndexOf('/') + 1),
    headers: digestHeaders({ ...extraDigests.parse(file.extraDigests), sha256: file.digest }),
  });
}
