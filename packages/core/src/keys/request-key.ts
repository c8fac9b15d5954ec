import { randomBytes } from 'node:crypto';
import { parseIpAddress, subscriberKeyOf } from '@bonded/auth';
import { type Tx, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { anonymousActor, globalScope, type RequestOrigin } from '../access/index.ts';
import { parseInput, slug } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { keyRequestsTooMany } from './errors.ts';
import { hashRequestSecret, keyRequestMinutes, openKeyRequests } from './key-request.ts';

const secretBytes = 32;
/** How many may wait at one time: a stranger must fill neither the table nor everybody's share. */
const waitingPerSubscriberMax = 30;
const waitingMax = 10_000;
const textCharsMax = 200;

const input = z.object({ project: slug, repository: slug });

export interface RequestedKey {
  /** Names the page where somebody grants it. Worth nothing to who polls. */
  readonly id: string;
  /** What the client fetches the key with. Worth nothing to who grants. */
  readonly secret: string;
}

/**
 * Begins a sign-in by browser: a client that has no credential asks for a key to one repository,
 * and waits. Whether that is there is not told. Errors: KEY_REQUESTS_TOO_MANY.
 */
export async function requestKey(
  ports: Pick<Ports, 'database' | 'clock'>,
  origin: RequestOrigin,
  raw: z.input<typeof input>,
): Promise<RequestedKey> {
  const place = parseInput(input, raw);
  const now = ports.clock.now();
  const address = parseIpAddress(origin.ip ?? '');
  const subscriber = address === undefined ? '' : subscriberKeyOf(address);
  const id = newId();
  const secret = randomBytes(secretBytes).toString('base64url');
  await transact(ports.database, async (tx) => {
    await requireRoom(tx, subscriber, now);
    const data = {
      ...place,
      id,
      secretHash: hashRequestSecret(secret),
      ip: origin.ip,
      userAgent: origin.userAgent?.slice(0, textCharsMax) ?? null,
      subscriber,
      createdAt: now,
      expiresAt: new Date(now.getTime() + keyRequestMinutes * 60_000),
    };
    await tx.keyRequest.create({ data });
    await recordAudit(tx, anonymousActor(origin), {
      action: 'key.request',
      resource: { kind: 'key-request', id, name: `${place.project}/${place.repository}` },
      place: globalScope,
    });
  });
  return { id, secret };
}

/** Errors: KEY_REQUESTS_TOO_MANY. */
async function requireRoom(tx: Tx, subscriber: string, now: Date): Promise<void> {
  await tx.keyRequest.deleteMany({ where: { expiresAt: { lte: now } } });
  const open = openKeyRequests(now);
  const fromThere = await tx.keyRequest.count({ where: { ...open, subscriber } });
  if (fromThere < waitingPerSubscriberMax && (await tx.keyRequest.count()) < waitingMax) return;
  throw keyRequestsTooMany('Too many clients wait for somebody to sign them in. Try again later.', {
    details: { retryAfterSeconds: 60 },
  });
}
