import type { TokenIssuer } from '@bonded/auth';
import { parseDigest } from '@bonded/kernel';
import type { Actor } from '../access/index.ts';
import { artifactNotFound } from '../catalogue/index.ts';
import type { Ports } from '../ports.ts';
import { findRepository } from '../repositories/index.ts';
import { openFile } from './open-file.ts';

/** An address that works for anybody who has it, for one file, for at most this long. */
export const signedDownloadSeconds = 60;

/**
 * Signs an address for a file that the actor may download now. The blob service judges again when
 * it is used.
 * Errors: as `openFile`.
 */
export async function signDownload(
  ports: Pick<Ports, 'database' | 'caches' | 'addresses'> & { readonly tokens: TokenIssuer },
  actor: Actor,
  input: { readonly fileId: string },
): Promise<string> {
  const row = await ports.database.prisma.file.findUnique({ where: { id: input.fileId } });
  if (row === null) throw artifactNotFound('There is no such file.');
  const repository = await findRepository(ports, actor, { id: row.repositoryId });
  const { file } = await openFile(ports, actor, { repository, path: row.path });
  const { token } = await ports.tokens.issue(
    'capability',
    {
      subject: actor.userId ?? actor.name,
      digest: parseDigest(file.digest),
      repositoryId: repository.id,
      fileName: file.path.slice(file.path.lastIndexOf('/') + 1),
      contentType: file.contentType,
    },
    signedDownloadSeconds,
  );
  return `${ports.addresses.blobUrl}/blobs/${file.digest}?token=${token}`;
}
