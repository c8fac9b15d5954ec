import { announce } from '@bonded/core/events';
import { transact } from '@bonded/database';
import { waitFor } from '@bonded/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { type EventStream, openStream } from './event-stream.ts';
import { startGateway } from './gateway.ts';
import { type Goods, type Shelf, shelf } from './goods.ts';
import { keyOf, person } from './people.ts';

const gateway = await startGateway();
const { runtime } = gateway;
const { database } = runtime.ports;
const { prisma } = database;
const home = await shelf(prisma, { project: 'shop', repository: 'npm' });
const abroad = await shelf(prisma, { project: 'other', repository: 'npm' });
const admin = await person(runtime, 'ada', 'Admin');
const consumer = await person(runtime, 'carl', 'Consumer', { projectId: home.projectId });
const publisher = await person(runtime, 'pia', 'Publisher', { projectId: home.projectId });

const open: EventStream[] = [];
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

/** Opens a stream and waits until it listens. */
async function follow(query: string, credential?: string): Promise<EventStream> {
  const stream = await openStream(gateway, query, credential);
  open.push(stream);
  await waitFor(() => stream.pings() > 0 || stream.events.length > 0 || stream.isOver());
  return stream;
}

async function change({ projectId, repositoryId, packageId }: Shelf, { artifactId }: Goods) {
  await transact(database, (tx) =>
    announce(tx, { type: 'artifact.changed', projectId, repositoryId, packageId, artifactId }),
  );
}

const artifactChanged = 'subscription { artifactChanged { id state repository { slug } } }';
const idsOf = ({ events }: EventStream) => events.map(({ data }) => data?.artifactChanged?.id);

describe('a subscription', () => {
  it('hears of a change as a server-sent event that no proxy keeps back', async () => {
    const stream = await follow(artifactChanged, admin.token);
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(stream.response.headers.get('x-accel-buffering')).toBe('no');
    await change(home, home.released);
    await waitFor(() => stream.events.length > 0);
    expect(stream.events[0]?.data?.artifactChanged).toEqual({
      id: home.released.artifactId,
      state: 'RELEASED',
      repository: { slug: 'npm' },
    });
  });

  it('is told that the server is still there', async () => {
    const stream = await follow(artifactChanged, admin.token);
    expect(await waitFor(() => stream.pings() >= 2)).toBe(true);
  });

  it('can be narrowed to a place or to one artifact', async () => {
    const { artifactId } = home.held;
    const place = await follow(
      'subscription { artifactChanged(project: "shop", repository: "npm") { id } }',
      admin.token,
    );
    const one = await follow(
      `subscription { artifactChanged(id: "${artifactId}") { id } }`,
      admin.token,
    );
    await change(abroad, abroad.held);
    await change(home, home.released);
    await change(home, home.held);
    await waitFor(() => place.events.length === 2 && one.events.length === 1);
    expect(idsOf(place)).toEqual([home.released.artifactId, artifactId]);
    expect(idsOf(one)).toEqual([artifactId]);
  });

  it('says what a scan and the quarantine have come to', async () => {
    const scans = await follow('subscription { scanProgress { id status } }', publisher.token);
    const queue = await follow(
      'subscription { quarantineChanged { waiting artifact { id } } }',
      publisher.token,
    );
    const { projectId, repositoryId } = home;
    const { artifactId, scanId } = home.held;
    await transact(database, (tx) =>
      announce(tx, { type: 'scan.changed', projectId, repositoryId, artifactId, scanId }),
    );
    await change(home, home.held);
    await waitFor(() => scans.events.length === 1 && queue.events.length === 1);
    expect(scans.events[0]?.data?.scanProgress).toEqual({ id: scanId, status: 'SCANNED' });
    expect(queue.events[0]?.data?.quarantineChanged).toEqual({
      waiting: 1,
      artifact: { id: artifactId },
    });
  });
});

describe('D4.8 a subscription is judged', () => {
  it('when it begins', async () => {
    for (const [query, credential, code] of [
      [artifactChanged, undefined, 'UNAUTHENTICATED'],
      ['subscription { scanProgress { id } }', consumer.token, 'ACCESS_DENIED'],
      ['subscription { quarantineChanged { waiting } }', consumer.token, 'ACCESS_DENIED'],
      [
        'subscription { artifactChanged(project: "other") { id } }',
        consumer.token,
        'PROJECT_NOT_FOUND',
      ],
    ] as const) {
      const stream = await follow(query, credential);
      await waitFor(() => stream.isOver());
      expect(stream.events.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([code]);
    }
  });

  it('at every event: what the subscriber may not see is not told', async () => {
    const stream = await follow(artifactChanged, consumer.token);
    await change(abroad, abroad.released);
    await change(home, home.held);
    await change(home, home.released);
    await waitFor(() => stream.events.length > 0);
    expect(idsOf(stream)).toEqual([home.released.artifactId]);
  });

  it('under the rights of the moment, gained or lost since it began', async () => {
    const newcomer = await person(runtime, 'nina', 'Consumer', { projectId: home.projectId });
    const stream = await follow(artifactChanged, newcomer.token);
    const { id: roleId } = await prisma.role.findUniqueOrThrow({ where: { name: 'Publisher' } });
    await transact(database, async (tx) => {
      await tx.binding.updateMany({ where: { userId: newcomer.user.id }, data: { roleId } });
      announce(tx, { type: 'access.changed', userId: newcomer.user.id });
    });
    await change(home, home.held);
    await waitFor(() => idsOf(stream).includes(home.held.artifactId));
    await transact(database, async (tx) => {
      await tx.binding.deleteMany({ where: { userId: newcomer.user.id } });
      announce(tx, { type: 'access.changed', userId: newcomer.user.id });
    });
    await change(home, home.held);
    await change(home, home.released);
    expect(await countAfter(stream, 1)).toBe(1);
  });
});

describe('D3.11 a subscription ends within 5 s', () => {
  const revocations: Record<string, (who: Awaited<ReturnType<typeof person>>) => Promise<unknown>> =
    {
      'when its session is revoked': ({ sessionId }) =>
        prisma.session.update({ where: { id: sessionId }, data: { revokedAt: new Date() } }),
      'when its user is disabled': ({ user }) =>
        prisma.user.update({ where: { id: user.id }, data: { isDisabled: true } }),
    };

  it.each(Object.entries(revocations))('%s, and nobody announces it', async (name, revoke) => {
    const who = await person(runtime, `revoked-${name.length}`, 'Admin');
    const stream = await follow(artifactChanged, who.token);
    const startedMs = performance.now();
    await revoke(who);
    runtime.ports.principals.clear();
    await waitFor(() => stream.isOver(), { timeoutMs: 10_000 });
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(stream.events.at(-1)?.errors?.[0]?.extensions.code).toMatch(/ENDED|INVALID/);
  });

  it('when its key is revoked, at once where that is announced', async () => {
    const key = await keyOf(runtime, admin);
    const stream = await follow(artifactChanged, key.secret);
    await transact(database, async (tx) => {
      await tx.apiKey.update({ where: { id: key.id }, data: { revokedAt: new Date() } });
      announce(tx, { type: 'access.changed', userId: admin.user.id });
    });
    await waitFor(() => stream.isOver(), { timeoutMs: 1_500 });
    await change(home, home.released);
    expect(idsOf(stream).filter((id) => id !== undefined)).toEqual([]);
  });
});

describe('a subscriber', () => {
  it('is told to connect again when events may have been missed', async () => {
    const stream = await follow(artifactChanged, admin.token);
    runtime.events.publishGap();
    await waitFor(() => stream.isOver());
    expect(stream.events[0]?.errors?.[0]?.extensions.code).toBe('SUBSCRIPTION_INTERRUPTED');
  });

  it('has a bounded number of seats, and leaves one by hanging up', async () => {
    const crowd = await person(runtime, 'crowd', 'Admin');
    const streams = await Promise.all(
      Array.from({ length: 20 }, () => follow(artifactChanged, crowd.token)),
    );
    const late = await follow(artifactChanged, crowd.token);
    await waitFor(() => late.isOver());
    expect(late.events[0]?.errors?.[0]?.extensions.code).toBe('TOO_MANY_SUBSCRIPTIONS');
    streams[0]?.close();
    await waitFor(async () => {
      const next = await follow(artifactChanged, crowd.token);
      return next.events.length === 0 && !next.isOver();
    });
  });

  it('hears of 500 changes of one artifact without hearing of each', async () => {
    const stream = await follow(artifactChanged, admin.token);
    await transact(database, async (tx) => {
      const { projectId, repositoryId, packageId } = home;
      const { artifactId } = home.released;
      for (let round = 0; round < 500; round += 1) {
        // The place differs, or PostgreSQL would itself fold equal notifications into one.
        const event = { projectId, repositoryId, packageId, artifactId, round };
        announce(tx, { type: 'artifact.changed', ...event });
      }
    });
    await waitFor(() => stream.events.length > 0);
    expect(await countAfter(stream, 1)).toBeLessThan(50);
  });
});

it('D1.13 a subscription does not hold up a stop', async () => {
  const other = await startGateway();
  const somebody = await person(other.runtime, 'sam', 'Admin');
  const stream = await openStream(other, artifactChanged, somebody.token);
  await waitFor(() => stream.pings() > 0);
  const startedMs = performance.now();
  await other.stop();
  expect(performance.now() - startedMs).toBeLessThan(2_000);
  await waitFor(() => stream.isOver());
  expect(stream.events[0]?.errors?.[0]?.extensions.code).toBe('SUBSCRIPTION_INTERRUPTED');
});

/** How many events there are once a later one, which marks the end, has come through. */
async function countAfter(stream: EventStream, atLeast: number): Promise<number> {
  await waitFor(() => stream.events.length >= atLeast);
  const marker = await follow(artifactChanged, admin.token);
  await change(abroad, abroad.released);
  await waitFor(() => marker.events.length > 0);
  return stream.events.filter(
    ({ data }) => data?.artifactChanged?.id !== abroad.released.artifactId,
  ).length;
}
