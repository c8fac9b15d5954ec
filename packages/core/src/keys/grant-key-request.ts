import { type KeyRequest, transact } from '@bonded/database';
import { z } from 'zod';
import {
  type Actor,
  accessDenied,
  authorise,
  canAnywhere,
  globalScope,
  type Scope,
} from '../access/index.ts';
import { id, parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { findScope } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { keyRequestNotFound } from './errors.ts';
import { openKeyRequests } from './key-request.ts';

const input = z.object({ id });

type GrantPorts = Pick<Ports, 'database' | 'clock'>;

/**
 * Says that the client at the terminal is one's own: it is given a key to the repository that it
 * asked for, which does no more there than who grants it. Once. Errors: KEY_REQUEST_NOT_FOUND,
 * ACCESS_DENIED, REPOSITORY_NOT_FOUND.
 */
export async function grantKeyRequest(
  ports: GrantPorts,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<KeyRequest> {
  await authoriseAnswer(ports, actor);
  const request = await findOpen(ports, raw);
  const place = await findScope(ports, actor, request);
  return answer(ports, actor, request, { verb: 'grant', place });
}

/** Says that it is not: the client is told so, and the request is over. Errors: the same. */
export async function refuseKeyRequest(
  ports: GrantPorts,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<KeyRequest> {
  await authoriseAnswer(ports, actor);
  const request = await findOpen(ports, raw);
  return answer(ports, actor, request, { verb: 'refuse', place: globalScope });
}

/** Only a person at the console answers: no key makes another one. */
async function authoriseAnswer(ports: GrantPorts, actor: Actor): Promise<void> {
  if (!canAnywhere(actor, 'key:create')) {
    const resource = { kind: 'key-request', name: 'key request' };
    await authorise(ports, actor, { action: 'key:create', place: globalScope, resource });
  }
  if (actor.kind !== 'user' || actor.userId === null) {
    throw accessDenied('Only a signed-in person answers a client that waits, not a key.');
  }
}

async function findOpen(ports: GrantPorts, raw: z.input<typeof input>): Promise<KeyRequest> {
  const where = { ...parseInput(input, raw), ...openKeyRequests(ports.clock.now()) };
  const found = await ports.database.prisma.keyRequest.findFirst({ where });
  if (found === null) throw gone();
  return found;
}

interface Answer {
  readonly verb: 'grant' | 'refuse';
  readonly place: Scope;
}

async function answer(
  ports: GrantPorts,
  actor: Actor,
  request: KeyRequest,
  { verb, place }: Answer,
): Promise<KeyRequest> {
  const now = ports.clock.now();
  const data = verb === 'grant' ? { grantedById: actor.userId } : { refusedAt: now };
  return transact(ports.database, async (tx) => {
    const where = { id: request.id, ...openKeyRequests(now) };
    // Somebody else may have answered since: one answer stands.
    const { count } = await tx.keyRequest.updateMany({ where, data });
    if (count === 0) throw gone();
    await recordAudit(tx, actor, {
      action: `key.${verb}`,
      resource: {
        kind: 'key-request',
        id: request.id,
        name: `${request.project}/${request.repository}`,
      },
      place,
      details: { client: request.userAgent ?? '', ip: request.ip ?? '' },
    });
    return { ...request, ...data };
  });
}

function gone() {
  return keyRequestNotFound(
    'No client waits here: it was answered, or it is too late. Begin again at the terminal.',
  );
}
