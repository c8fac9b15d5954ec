import { refreshSession, revokeSession, signOut } from '@bonded/core/identity';
import { fakeClock } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { actorBehind, makeUser, origin, signInAdmin, signInAs } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const day = 24 * 60 * 60 * 1000;
const clock = fakeClock(new Date());
const warehouse = await openWarehouse({ clock });
const { ports } = warehouse;
const replica = await warehouse.openReplica();
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const ada = await makeUser(warehouse, admin, 'ada');

const refresh = (refreshToken: string, at = ports) => refreshSession(at, origin, { refreshToken });

function tokensOf(sessionId: string) {
  return prisma.refreshToken.count({ where: { sessionId } });
}

function all<Answer>(count: number, act: (at: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => act(at)));
}

async function newestSession() {
  return prisma.session.findFirstOrThrow({
    where: { userId: ada.id },
    orderBy: { createdAt: 'desc' },
  });
}

describe('a refresh token', () => {
  it('D3.8 makes one child of a hundred parallel uses on two replicas', async () => {
    for (let round = 0; round < 3; round += 1) {
      clock.advance(1_000);
      const { refreshToken } = await signInAs(warehouse, 'ada');
      const pairs = await all(100, (at) => refresh(refreshToken, at % 2 === 0 ? ports : replica));
      expect(new Set(pairs.map((pair) => pair.refreshToken)).size).toBe(1);
      expect(await tokensOf((await newestSession()).id)).toBe(2);
    }
  });

  it('D3.8 in 100 trials never forks, never signs out who repeats in time', async () => {
    const families = 100;
    const before = await prisma.refreshToken.count();
    let tokens: string[] = [];
    // The throttle lets ten at a time try one account.
    while (tokens.length < families) {
      const pairs = await all(10, () => signInAs(warehouse, 'ada'));
      tokens.push(...pairs.map(({ refreshToken }) => refreshToken));
    }
    for (let generation = 1; generation <= 2; generation += 1) {
      const children = await all(families, (at) => refresh(tokens[at] ?? ''));
      clock.advance(10_000);
      const again = await all(families, (at) => refresh(tokens[at] ?? '', replica));
      const parents = tokens;
      tokens = children.map(({ refreshToken }) => refreshToken);
      expect(again.map(({ refreshToken }) => refreshToken)).toEqual(tokens);
      expect(new Set([...parents, ...tokens]).size).toBe(2 * families);
    }
    expect(await prisma.refreshToken.count()).toBe(before + 3 * families);
  }, 60_000);

  it('D3.8 that comes back later ends its whole family, access tokens included', async () => {
    const first = await signInAs(warehouse, 'ada');
    const second = await refresh(first.refreshToken);
    clock.advance(10_001);
    expect(await codeOf(refresh(first.refreshToken))).toBe('SESSION_ENDED');
    expect(await codeOf(refresh(second.refreshToken))).toBe('SESSION_ENDED');
    ports.principals.clear();
    for (const { accessToken } of [first, second]) {
      expect(await codeOf(actorBehind(ports, accessToken))).toBe('SESSION_ENDED');
    }
    const session = await newestSession();
    expect(session.revokeReason).toBe('a spent refresh token was used again');
    const alerts = { action: 'session.reuse-detected', resourceId: session.id };
    expect(await prisma.auditEvent.count({ where: alerts })).toBe(1);
  });

  it('is refused after sign-out and after revocation', async () => {
    const out = await signInAs(warehouse, 'ada');
    await signOut(ports, origin, { refreshToken: out.refreshToken });
    await signOut(ports, origin, { refreshToken: out.refreshToken });
    expect(await codeOf(refresh(out.refreshToken))).toBe('SESSION_ENDED');

    clock.advance(1_000);
    const revoked = await signInAs(warehouse, 'ada');
    await revokeSession(ports, admin, { id: (await newestSession()).id });
    expect(await codeOf(refresh(revoked.refreshToken))).toBe('SESSION_ENDED');
  });

  it('that is no token of ours, or unknown, is refused in the same words', async () => {
    const unknown = `bnr_${'x'.repeat(43)}`;
    for (const token of ['', 'guess', unknown]) {
      expect(await codeOf(refresh(token))).toBe('SESSION_ENDED');
    }
    await signOut(ports, origin, { refreshToken: unknown });
  });
});

it('nobody ends the session of another, nor learns that it is there', async () => {
  const { accessToken } = await signInAs(warehouse, 'ada');
  const actor = await actorBehind(ports, accessToken);
  const foreign = await prisma.session.findFirstOrThrow({ where: { userId: admin.userId ?? '' } });
  expect(await codeOf(revokeSession(ports, actor, { id: foreign.id }))).toBe('SESSION_ENDED');
  await revokeSession(ports, actor, { id: actor.sessionId ?? '' });
  expect((await newestSession()).revokedAt).not.toBeNull();
});

// NOTE: the last one, for it moves the clock past the signing key.
it('a session lasts thirty days, however often it is refreshed', async () => {
  const pair = await signInAs(warehouse, 'ada');
  clock.advance(29 * day);
  const { refreshToken } = await refresh(pair.refreshToken);
  clock.advance(day);
  expect(await codeOf(refresh(refreshToken))).toBe('SESSION_ENDED');
});
