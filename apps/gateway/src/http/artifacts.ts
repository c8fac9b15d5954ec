import { artifactsWhere, authorise, can } from '@bonded/core/access';
import { artifactNotFound, findArtifact, openFile } from '@bonded/core/artifacts';
import { parseInput } from '@bonded/core/input';
import { loadRepository, placeOfRepository } from '@bonded/core/repositories';
import { blobSourceOf } from '@bonded/formats';
import { sendBlob } from '@bonded/http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RouteOptions } from './routes.ts';

const pageSizeMax = 100;
const findingsMax = 500;
const page = z.object({
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(50),
  after: z.uuid().optional(),
});
const params = z.object({ id: z.uuid('Not an id.') });

/**
 * `GET /api/artifacts[/{id}[/download|/scan-results]]`: thin REST views of what GraphQL has in
 * full.
 */
export function registerArtifactRoutes(server: FastifyInstance, options: RouteOptions): void {
  const { authenticate } = options;
  const { ports } = options.runtime;
  const { prisma } = ports.database;
  server.get('/api/artifacts', async (request, reply) => {
    const actor = await authenticate(request);
    const { limit, after } = parseInput(page, request.query);
    const rows = await prisma.artifact.findMany({
      where: { AND: [artifactsWhere(actor), after === undefined ? {} : { id: { lt: after } }] },
      orderBy: { id: 'desc' },
      take: limit,
      include: { package: { select: { name: true } } },
    });
    const next = rows.length === limit ? (rows.at(-1)?.id ?? null) : null;
    return reply.header('cache-control', 'no-store').send({ items: rows.map(viewOf), next });
  });
  server.get('/api/artifacts/:id', async (request, reply) => {
    const actor = await authenticate(request);
    const { artifact } = await findArtifact(ports, actor, parseInput(params, request.params));
    return reply.header('cache-control', 'no-store').send(viewOf(artifact));
  });
  server.get('/api/artifacts/:id/scan-results', async (request, reply) => {
    const actor = await authenticate(request);
    const found = await findArtifact(ports, actor, parseInput(params, request.params));
    const { artifact, place, resource } = found;
    await authorise(ports, actor, { action: 'scan:read', place, resource });
    const scan = await prisma.scan.findFirst({
      where: { artifactId: artifact.id },
      orderBy: { createdAt: 'desc' },
      include: { findings: { take: findingsMax } },
    });
    return reply.header('cache-control', 'no-store').send({ scan });
  });
  server.get('/api/artifacts/:id/download', async (request, reply) => {
    const actor = await authenticate(request);
    const { artifact, repository, place } = await findDownload(options, actor, request.params);
    const file = await prisma.file.findFirst({
      where: { artifactId: artifact.id },
      orderBy: { createdAt: 'asc' },
    });
    if (file === null) throw artifactNotFound('The artifact has no files.');
    const cleared = await openFile(ports, actor, { repository, path: file.path });
    return sendBlob(request, reply, blobSourceOf(ports, cleared.file), {
      cacheControl: place.isPublic ? 'public, no-cache' : 'private, no-cache',
      fileName: file.path.slice(file.path.lastIndexOf('/') + 1),
    });
  });
}

/**
 * Whoever may download learns why a held artifact does not come, even without the right to see it
 * listed.
 */
async function findDownload(
  { runtime }: RouteOptions,
  actor: Parameters<typeof findArtifact>[1],
  raw: unknown,
) {
  const { id } = parseInput(params, raw);
  const artifact = await runtime.ports.database.prisma.artifact.findFirst({
    where: { id, deletedAt: null },
  });
  const repository =
    artifact && (await loadRepository(runtime.ports, { id: artifact.repositoryId }));
  if (!artifact || !repository) throw artifactNotFound('There is no such artifact.');
  const place = placeOfRepository(repository);
  if (!can(actor, 'repository:read', place)) throw artifactNotFound('There is no such artifact.');
  return { artifact, repository, place };
}

function viewOf<Row extends { sizeBytes: bigint }>(row: Row) {
  return { ...row, sizeBytes: Number(row.sizeBytes) };
}
