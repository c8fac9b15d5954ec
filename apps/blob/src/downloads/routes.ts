import { serviceActor } from '@bonded/core/access';
import { artifactNotFound, requireCleared } from '@bonded/core/artifacts';
import { loadRepository } from '@bonded/core/repositories';
import { blobSourceOf } from '@bonded/formats';
import { closeSignalOf, sendBlob } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { Runtime } from '@bonded/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The address was signed for another file. */
const capabilityMismatch = defineError('denied', 'CAPABILITY_MISMATCH');

/** Content never changes under its digest; the address itself stops working within a minute. */
const cacheControl = 'private, max-age=31536000, immutable';

/**
 * `GET` and `HEAD /blobs/{digest}?token=`: one file, for whoever holds its signed address, if it is
 * still cleared.
 */
export function registerDownloads(server: FastifyInstance, runtime: Runtime): void {
  server.get<SignedRead>('/blobs/:digest', (request, reply) => serve(runtime, request, reply));
}

interface SignedRead {
  readonly Params: { readonly digest: string };
  readonly Querystring: { readonly token?: string | string[] };
}

async function serve(
  runtime: Runtime,
  request: FastifyRequest<SignedRead>,
  reply: FastifyReply,
): Promise<void> {
  const { ports } = runtime;
  const { digest } = request.params;
  const token = String(request.query.token ?? '');
  const { claims } = await ports.verifier.verify('capability', token, closeSignalOf(request));
  if (claims.digest !== digest) throw capabilityMismatch('This address is not for this file.');
  const file = await ports.database.prisma.file.findFirst({
    where: { digest, repositoryId: claims.repositoryId, artifact: { deletedAt: null } },
    include: { artifact: { include: { package: true } } },
  });
  const repository = await loadRepository(ports, { id: claims.repositoryId });
  if (file === null || repository === null) throw artifactNotFound('There is no such file.');
  // Signed a moment ago is not cleared now: the verdict may have changed since.
  await requireCleared(ports, serviceActor('signed-address', []), repository, file);
  await sendBlob(request, reply, blobSourceOf(ports, file), {
    cacheControl,
    fileName: claims.fileName,
  });
}
