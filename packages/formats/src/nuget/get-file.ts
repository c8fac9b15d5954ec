import { openFile } from '@bonded/core/artifacts';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import { parseVersion, versionKey } from './codec/package-version.ts';

/**
 * `GET flatcontainer/{id}/{version}/{file}`: the archive or its .nuspec, once the version is
 * cleared. Clients spell ids and versions in lower case; whoever does not means the same.
 */
export async function getFile(
  call: FormatCall,
  [id = '', stated = '', name = '']: readonly string[],
): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const version = parseVersion(stated);
  const key = version === null ? stated : versionKey(version);
  const fileName = name.toLowerCase();
  const path = `${id.toLowerCase()}/${key.toLowerCase()}/${fileName}`;
  const { file } = await openFile(ports, actor, { repository, path });
  await sendBlob(request, reply, blobSourceOf(ports, file), {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, max-age=31536000, immutable`,
    fileName,
  });
}
