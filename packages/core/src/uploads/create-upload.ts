import { type Prisma, transact, type Upload } from '@bonded/database';
import { newId, parseDigest } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, accessDenied, unauthenticated } from '../access/index.ts';
import { authorisePublish } from '../artifacts/index.ts';
import { parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { requireRoom } from '../quotas/index.ts';
import {
  findRepository,
  findWriteTarget,
  placeOfRepository,
  repositoryPath,
} from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { uploadsTooMany, uploadTooLarge } from './errors.ts';
import { expiryFrom, openUploadsMax, uploadBytesMax } from './upload.ts';

const input = z.object({
  repository: z
    .string()
    .max(160)
    .regex(/^[^/]+\/[^/]+$/, 'Say "project/repository" in the upload metadata.'),
  path: z.string().min(1, 'Say the path in the upload metadata.').max(1024),
  contentType: z.string().max(160).nullable(),
  expectedDigest: z.string().max(80).nullable(),
  /** Null while the length is deferred. */
  sizeBytes: z.number().int().min(0).nullable(),
  metadata: z.record(z.string().max(128), z.string().max(4096)),
  isPartial: z.boolean(),
  concatOf: z.array(z.uuid()).max(10_000),
});

export type CreateUploadInput = z.input<typeof input>;

/**
 * Opens an upload for somebody who may publish where it goes: asked before the first byte, so that
 * nobody sends gigabytes in vain. Errors: ACCESS_DENIED, REPOSITORY_NOT_FOUND, UPLOAD_TOO_LARGE,
 * QUOTA_EXCEEDED, UPLOADS_TOO_MANY.
 */
export async function createUpload(
  ports: Pick<Ports, 'database' | 'caches' | 'clock' | 'addresses'>,
  actor: Actor,
  raw: CreateUploadInput,
): Promise<Upload> {
  if (actor.kind === 'anonymous') throw unauthenticated('Sign in to upload.');
  const { userId } = actor;
  if (userId === null) throw accessDenied('An upload belongs to a person.');
  const wanted = parseInput(input, raw);
  const [project = '', slug = ''] = wanted.repository.split('/');
  const shown = await findRepository(ports, actor, { project, repository: slug });
  const repository = (await findWriteTarget(ports, shown)) ?? shown;
  await authorisePublish(ports, actor, repository, wanted.path);
  if ((wanted.sizeBytes ?? 0) > uploadBytesMax) {
    throw uploadTooLarge(`An upload has at most ${uploadBytesMax} bytes.`);
  }
  const expected = wanted.expectedDigest === null ? null : parseDigest(wanted.expectedDigest);
  await requireRoom(ports, actor, {
    repository,
    name: wanted.path,
    action: 'upload.create',
    needed: [{ digest: expected, sizeBytes: wanted.sizeBytes ?? 0 }],
  });
  return transact(ports.database, async (tx) => {
    const open = await tx.upload.count({ where: { userId, state: 'OPEN' }, take: openUploadsMax });
    if (open >= openUploadsMax) throw uploadsTooMany(`You have ${open} open uploads.`);
    const upload = await tx.upload.create({
      data: {
        id: newId(),
        userId,
        repositoryId: repository.id,
        path: wanted.path,
        contentType: wanted.contentType,
        expectedDigest: expected,
        sizeBytes: wanted.sizeBytes,
        metadata: wanted.metadata satisfies Prisma.InputJsonObject,
        isPartial: wanted.isPartial,
        concatOf: [...wanted.concatOf],
        expiresAt: expiryFrom(ports.clock.now()),
      },
    });
    await recordAudit(tx, actor, {
      action: 'upload.create',
      resource: {
        kind: 'upload',
        id: upload.id,
        name: `${repositoryPath(repository)}/${wanted.path}`,
      },
      place: placeOfRepository(repository),
    });
    return upload;
  });
}
