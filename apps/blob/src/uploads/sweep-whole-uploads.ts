import { serviceActor } from '@bonded/core/access';
import {
  type CompleteUploadPorts,
  completeUpload,
  durableOffset,
  isWhole,
  withUploadLock,
} from '@bonded/core/uploads';
import { bestEffort } from '@bonded/kernel';
import type { Runtime } from '@bonded/runtime';

const everyMs = 30_000;
const pageSize = 100;
/** Younger ones are most likely in the hands of a request. */
const settledForMs = 15_000;

/**
 * Completes what a process left whole and open when it died between the last byte and the answer,
 * also when the client never comes back. Runs soon after the start and then at an interval, until
 * stopped.
 */
export function sweepWholeUploads(
  runtime: Runtime,
  completion: CompleteUploadPorts,
): { readonly stop: () => void } {
  const sweep = () =>
    void bestEffort(
      'the next sweep, or the client, tries again',
      () => completeAll(runtime, completion),
      (error) => runtime.logger.warn({ err: error }, 'an upload could not be completed'),
    );
  const timer = setInterval(sweep, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

async function completeAll(runtime: Runtime, completion: CompleteUploadPorts): Promise<void> {
  const { ports, signal } = runtime;
  const before = new Date(ports.clock.now().getTime() - settledForMs);
  const page = await ports.database.prisma.upload.findMany({
    where: { state: 'OPEN', isPartial: false, sizeBytes: { not: null }, updatedAt: { lt: before } },
    orderBy: { updatedAt: 'desc' },
    take: pageSize,
    include: { user: true },
  });
  for (const upload of page) {
    if (!isWhole(upload, await durableOffset(ports, upload, signal))) continue;
    await withUploadLock(ports.database, { id: upload.id, signal }, async (claim) => {
      const current = await ports.database.prisma.upload.findUniqueOrThrow({
        where: { id: upload.id },
      });
      if (current.state !== 'OPEN') return;
      // It was allowed when its bytes were taken; what is left is ours to finish, in its owner's
      // name.
      const service = serviceActor(upload.user.username, ['artifact:publish', 'repository:read']);
      const actor = { ...service, userId: upload.userId };
      await completeUpload(completion, actor, { upload: current, claim });
    });
  }
}
