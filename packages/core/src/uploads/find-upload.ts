import type { Upload } from '@bonded/database';
import { isId } from '@bonded/kernel';
import { type Actor, unauthenticated } from '../access/index.ts';
import { authorisePublish } from '../artifacts/index.ts';
import type { Ports } from '../ports.ts';
import { findRepository } from '../repositories/index.ts';
import { uploadGone, uploadNotFound } from './errors.ts';

const goneBecause: Readonly<Partial<Record<Upload['state'], string>>> = {
  TERMINATED: 'The upload was terminated.',
  EXPIRED: 'The upload expired.',
};

/**
 * The actor's own upload, asked for at every request: whoever lost the right to publish stops
 * within seconds.
 * Errors: UPLOAD_NOT_FOUND, UPLOAD_GONE, ACCESS_DENIED.
 */
export async function findUpload(
  ports: Pick<Ports, 'database' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<Upload> {
  if (actor.kind === 'anonymous') throw unauthenticated('Sign in to go on with an upload.');
  const upload = isId(id) ? await ports.database.prisma.upload.findUnique({ where: { id } }) : null;
  if (upload === null || upload.userId !== actor.userId) {
    throw uploadNotFound('There is no such upload.');
  }
  const repository = await findRepository(ports, actor, { id: upload.repositoryId });
  await authorisePublish(ports, actor, repository, upload.path);
  if (upload.state === 'FAILED') throw uploadGone(upload.failure ?? 'The upload failed.');
  const reason = goneBecause[upload.state];
  if (reason !== undefined) throw uploadGone(reason);
  if (upload.state === 'OPEN' && upload.expiresAt <= ports.clock.now()) {
    throw uploadGone('The upload expired.');
  }
  return upload;
}
