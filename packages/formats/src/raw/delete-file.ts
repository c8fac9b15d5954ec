import { artifactNotFound, deleteArtifact, lookUpFile } from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import { rawPath } from './codec/file-path.ts';

/** `DELETE {path}`: 204, and the path is free again. */
export async function deleteFile(call: FormatCall): Promise<void> {
  const { ports, actor, repository } = call;
  const path = rawPath(call.segments);
  const file = await lookUpFile(ports, { repositoryId: repository.id, path });
  if (file === null) throw artifactNotFound('There is no such file.');
  await deleteArtifact(ports, actor, { id: file.artifactId });
  await call.reply.code(204).send();
}
