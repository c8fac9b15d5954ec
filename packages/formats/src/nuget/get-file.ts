import { artifactNotFound } from '@bonded/core/artifacts';
import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import type { RouteParams } from '../route.ts';
import { parseVersion, versionKey } from './codec/package-version.ts';
import { symbolPath } from './codec/paths.ts';

/**
 * `GET flatcontainer/{id}/{version}/{file}`: the archive or what lies beside it, once the version
 * is cleared. Clients spell ids and versions in lower case; whoever does not means the same.
 */
export function getFile(
  call: FormatCall,
  { id = '', version: stated = '', file: name = '' }: RouteParams,
): Promise<void> {
  const version = parseVersion(stated);
  const key = version === null ? stated : versionKey(version);
  const fileName = name.toLowerCase();
  return sendFile(call, `${id.toLowerCase()}/${key.toLowerCase()}/${fileName}`, fileName);
}

/** `GET symbols/{pdb}/{key}/{pdb}`: a symbol server (SSQP), of what was pushed as .snupkg. */
export function getSymbols(
  call: FormatCall,
  { name = '', key = '', again = '' }: RouteParams,
): Promise<void> {
  const fileName = again.toLowerCase();
  // Debuggers also ask for packed and redirected forms of the file, which nobody pushes.
  if (fileName !== name.toLowerCase()) throw artifactNotFound('There is no such file.');
  return sendFile(call, symbolPath(fileName, key), fileName);
}

async function sendFile(call: FormatCall, path: string, fileName: string): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const { file } = await openFile(ports, actor, { repository, path });
  await sendBlob(request, reply, blobSourceOf(ports, file), {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, max-age=31536000, immutable`,
    fileName,
  });
}
