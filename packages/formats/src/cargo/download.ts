import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import type { RouteParams } from '../route.ts';
import { cratePath } from './codec/names.ts';
import { withoutBuild } from './codec/versions.ts';

/** `GET api/v1/crates/{crate}/{version}/download`: the bytes, once they are cleared. */
export async function download(call: FormatCall, params: RouteParams): Promise<void> {
  const { ports, actor, repository } = call;
  const { crate = '', version = '' } = params;
  const path = cratePath(crate, withoutBuild(version));
  const { file } = await openFile(ports, actor, { repository, path });
  await sendBlob(call.request, call.reply, blobSourceOf(ports, file), {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, max-age=31536000, immutable`,
    fileName: path.slice(path.lastIndexOf('/') + 1),
  });
}
