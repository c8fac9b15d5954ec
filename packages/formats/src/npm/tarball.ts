import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import type { NpmParams } from './route.ts';

/** `GET {pkg}/-/{file}`: the bytes of a version, which never change, once it is cleared. */
export async function getTarball(call: FormatCall, params: NpmParams): Promise<void> {
  const { ports, actor, repository } = call;
  const path = `${params['package']}/-/${params['file']}`;
  const { file } = await openFile(ports, actor, { repository, path });
  await sendBlob(call.request, call.reply, blobSourceOf(ports, file), {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, max-age=31536000, immutable`,
    fileName: params['file'] ?? '',
  });
}
