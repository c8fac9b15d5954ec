import { type Actor, can, type RequestOrigin } from '@bonded/core/access';
import { repositoryReadOnly } from '@bonded/core/artifacts';
import { requireRoom } from '@bonded/core/quotas';
import {
  findWriteTarget,
  hiddenRepository,
  loadRepository,
  placeOfRepository,
  type RepositoryWithProject,
} from '@bonded/core/repositories';
import { closeSignalOf, parseRequestPath, rawBodies } from '@bonded/http';
import { AppError } from '@bonded/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Format, FormatCall, FormatPorts } from './format.ts';

export interface MountOptions {
  readonly ports: FormatPorts;
  readonly authenticate: (
    request: FastifyRequest,
    options: { readonly isRegistry: boolean },
  ) => Promise<Actor>;
  readonly originOf: (request: FastifyRequest) => RequestOrigin;
}

/** Serves every repository of a format below its mount. The one place where a format meets HTTP. */
export async function mountFormat(
  app: FastifyInstance,
  format: Format,
  options: MountOptions,
): Promise<void> {
  await app.register(async (scope) => {
    rawBodies(scope);
    scope.setErrorHandler((error, request, reply) =>
      sendNative(format, error, { request, reply, publicUrl: options.ports.addresses.publicUrl }),
    );
    if (format.root !== undefined) {
      scope.all(`/${format.mount}`, (request, reply) => serve(format, options, { request, reply }));
    }
    scope.all(`/${format.mount}/*`, (request, reply) => serve(format, options, { request, reply }));
  });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const changing: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE']);

/** `mount`, project and repository: what stands before the format's own path. */
const prefixLength = 3;

async function serve(
  format: Format,
  options: MountOptions,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const { ports } = options;
  const path = parseRequestPath(request.raw.url ?? '', { allowsSlash: format.allowsSlash });
  const [, project = '', name = ''] = path.segments;
  const { method } = request;
  const query = new URLSearchParams(path.query);
  const base = { ports, method, query, request, reply, signal: closeSignalOf(request) };
  const baseUrl = `${ports.addresses.publicUrl}/${format.mount}/${project}/${name}`;
  const segments = path.segments.slice(prefixLength);
  if (format.signIn !== undefined) {
    const origin = options.originOf(request);
    const place = { project, repository: name };
    // A credential that has expired must not be in the way of a new one.
    if (await format.signIn({ ...base, origin, place, segments, baseUrl })) return reply;
  }
  const isRegistry = format.takesRegistryTokens === true;
  const actor = await options.authenticate(request, { isRegistry });
  if (format.root !== undefined && path.segments.length < prefixLength) {
    await format.root({ ...base, actor, segments: path.segments.slice(1) });
    return reply;
  }
  const shown = await visibleRepository(ports, actor, { project, repository: name });
  if (shown.format !== format.id) throw hiddenRepository(actor);
  const isPublishing = format.isPublishing?.({ method, segments, query }) === true;
  const repository = await placeFor(ports, actor, { shown, method, isPublishing });
  await requireRoomForBody(ports, actor, { repository, request });
  await format.handle({
    ...base,
    actor,
    repository,
    segments,
    hasTrailingSlash: path.hasTrailingSlash,
    baseUrl,
  });
  return reply;
}

interface Asked {
  readonly shown: RepositoryWithProject;
  readonly method: string;
  readonly isPublishing: boolean;
}

/**
 * The repository that a request is about: what changes a group goes to the member that it is
 * published to through, where it is judged as if it had been sent there. Errors:
 * REPOSITORY_READ_ONLY.
 */
async function placeFor(
  ports: FormatPorts,
  actor: Actor,
  { shown, method, isPublishing }: Asked,
): Promise<RepositoryWithProject> {
  const isChange = changing.has(method);
  if (shown.kind === 'HOSTED' || !(isChange || isPublishing)) return shown;
  const target = await findWriteTarget(ports, shown);
  if (isChange) return target ?? refuseChange(shown);
  // What a POST is for, its route knows: many only read, and what is read before a publish is
  // asked by readers as well.
  const isTheirs = target !== null && can(actor, 'artifact:publish', placeOfRepository(target));
  return isTheirs ? target : shown;
}

function refuseChange({ kind }: RepositoryWithProject): never {
  throw repositoryReadOnly(
    kind === 'GROUP'
      ? 'This group names no member to publish to (its write target): publish to a member itself.'
      : 'Nobody changes what this repository shows: it only passes it on.',
  );
}

/** A smaller body is taken sooner than asked about, and judged by its digest. */
const earlyBytesMin = 1024 * 1024;

/**
 * Large bodies are artifacts that somebody publishes. Base64, which npm sends, makes them longer
 * by a third; nothing else does.
 */
async function requireRoomForBody(
  ports: FormatPorts,
  actor: Actor,
  { repository, request }: Pick<FormatCall, 'repository' | 'request'>,
): Promise<void> {
  const lengthBytes = Number(request.headers['content-length'] ?? 0);
  const mayPublish = can(actor, 'artifact:publish', placeOfRepository(repository));
  if (!(lengthBytes >= earlyBytesMin) || !mayPublish) return;
  const sizeBytes = Math.floor((lengthBytes * 3) / 4);
  const needed = [{ digest: null, sizeBytes }];
  await requireRoom(ports, actor, { repository, name: null, action: 'artifact.publish', needed });
}

/**
 * The repository from the cache, judged for this caller: being kept says nothing of who may see it.
 */
async function visibleRepository(
  ports: FormatPorts,
  actor: Actor,
  key: { readonly project: string; readonly repository: string },
): Promise<RepositoryWithProject> {
  const found = await keptRepository(ports, key);
  if (found === null || !can(actor, 'repository:read', placeOfRepository(found))) {
    throw hiddenRepository(actor);
  }
  return found;
}

/** Absence is not kept: a repository is there as soon as it was made. */
async function keptRepository(
  ports: FormatPorts,
  key: { readonly project: string; readonly repository: string },
): Promise<RepositoryWithProject | null> {
  const name = `${key.project}/${key.repository}`;
  const kept = ports.caches.repositories.peek(name);
  if (kept !== undefined) return kept;
  const loaded = await loadRepository(ports, key);
  return loaded === null ? null : ports.caches.repositories.get(name, async () => loaded);
}

function sendNative(
  format: Format,
  error: unknown,
  exchange: Exchange & { readonly publicUrl: string },
): FastifyReply {
  const { request, reply, publicUrl } = exchange;
  const known = error instanceof AppError ? error : null;
  if (known === null) request.log.error({ err: error }, 'a request failed');
  const { id, method } = request;
  const failed = { method, rawUrl: request.raw.url ?? '', publicUrl };
  const { status, reason, headers, body } = format.renderError(known, id, failed);
  if (reason !== undefined) reply.raw.statusMessage = reasonPhrase(reason);
  // The framework would cut the connection under a client that is still sending.
  reply.removeHeader('connection');
  return reply.code(status).headers(headers).header('cache-control', 'no-store').send(body);
}

const reasonCharsMax = 1_000;

/** RFC 9112 §4: one line. Kept to ASCII, since clients take the rest for Latin-1. */
function reasonPhrase(text: string): string {
  return text.slice(0, reasonCharsMax).replace(/[^\x20-\x7e]+/g, ' ');
}
