import { artifactNotFound, deleteArtifact, lookUpFile } from '@bonded/core/artifacts';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { rawPath } from './codec/file-path.ts';

/** A DELETE of all that lies in a folder: each file is deleted, and recorded, by itself. */
const folderUndeletable = defineError('invalid', 'RAW_FOLDER_UNDELETABLE');

/** `DELETE {path}`: 204, and the path is free again. */
export async function deleteFile(call: FormatCall): Promise<void> {
  const { ports, actor, repository } = call;
  if (call.hasTrailingSlash || call.segments.length === 0) {
    throw folderUndeletable('A folder is where its files are: delete those, and it is gone.');
  }
  const path = rawPath(call.segments);
  const file = await lookUpFile(ports, { repositoryId: repository.id, path });
  if (file === null) throw artifactNotFound('There is no such file.');
  await deleteArtifact(ports, actor, { id: file.artifactId });
  await call.reply.code(204).send();
}
