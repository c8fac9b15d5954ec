import { openFile } from '@bonded/core/supply';
import { sendBlob, sendDocument } from '@bonded/http';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import { moduleFilePath } from './codec/address.ts';
import type { ModuleCoordinates } from './codec/module-zip.ts';
import { renderRelease } from './render-release.ts';

/** `GET {version}.zip` and `{version}.mod`: bytes that never change, once they are cleared. */
export async function getFile(
  call: FormatCall,
  at: ModuleCoordinates,
  file: 'zip' | 'mod',
): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const path = moduleFilePath(at.path, at.version, file);
  const { file: found } = await openFile(ports, actor, { repository, path });
  await sendBlob(request, reply, blobSourceOf(ports, found), {
    cacheControl: `${readers(call)}, max-age=31536000, immutable`,
    fileName: path.slice(path.lastIndexOf('/') + 1),
  });
}

/**
 * `GET {version}.info`: that there is such a version, which is refused as its zip is: the go
 * command asks here first, and prints what it hears.
 */
export async function getInfo(call: FormatCall, at: ModuleCoordinates): Promise<void> {
  const { ports, actor, repository, request, reply } = call;
  const path = moduleFilePath(at.path, at.version, 'zip');
  const { file } = await openFile(ports, actor, { repository, path });
  const { version, createdAt, upstreamAt } = file.artifact;
  const document = await renderRelease({ version, createdAt: upstreamAt ?? createdAt });
  sendDocument(request, reply, document, { cacheControl: `${readers(call)}, no-cache` });
}

function readers({ repository }: FormatCall): string {
  return repository.isPublic ? 'public' : 'private';
}
