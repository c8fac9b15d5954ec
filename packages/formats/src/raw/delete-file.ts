import { artifactNotFound, deleteArtifact } from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import { rawPath } from './codec/file-path.ts';

/** `DELETE {path}`: 204, and the path is free again. */
export async function deleteFile(call: FormatCall): Promise<void> {
  const { ports, actor, repository } = call;
  const path = rawPath(call.segments);
  const file = await ports.database.prisma.file.findUnique({
    where: { repositoryId_path: { repositoryId: repository.id, path } },
    select: { artifactId: true },
  });
  if (file === null) throw artifactNotFound('There is no such file.');
  await deleteArtifact(ports, actor, { id: file.artifactId });
  await call.reply.code(204).send();
}
