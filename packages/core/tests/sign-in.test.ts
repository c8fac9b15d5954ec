import { inspect } from 'node:util';
import { PasswordHasher } from '@bonded/auth';
import { authenticate, signIn, updateUser } from '@bonded/core/identity';
import { Secret } from '@bonded/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import { actorOf, makeUser, origin, password, signInAdmin } from './people.ts';
import { codeOf, refusalOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
await makeUser(warehouse, admin, 'ada');
const gone = await makeUser(warehouse, admin, 'gone');
await updateUser(ports, admin, { id: gone.id, isDisabled: true });

function attempt(username: string, secret = password, from: Partial<typeof origin> = {}) {
  return signIn(ports, { ...origin, ...from }, { username, password: secret }, signal);
}

describe('signing in', () => {
  it('opens a session that the tokens belong to, and says so in the log', async () => {
    const pair = await attempt('  ADA ');
    expect(pair).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 });
    const ada = await prisma.user.findUniqueOrThrow({
      where: { username: 'ada' },
      include: { sessions: true },
    });
    expect(ada.lastSignInAt).not.toBeNull();
    const events = await prisma.auditEvent.findMany({ where: { actorId: ada.id } });
    expect(events).toMatchObject([
      { action: 'user.sign-in', outcome: 'SUCCESS', resourceId: ada.sessions[0]?.id, ...origin },
    ]);
    expect(JSON.stringify(ada)).not.toContain(pair.refreshToken);
  });

  it('D3.5 answers a wrong, an unknown and a disabled name in the same words', async () => {
    const answers = [
      await refusalOf(attempt('ada', 'not the password')),
      await refusalOf(attempt('nobody')),
      await refusalOf(attempt('gone')),
    ];
    for (const { code, message, details } of answers) {
      expect({ code, message, details }).toEqual({
        code: 'SIGN_IN_FAILED',
        message: 'The user name or the password is not right.',
        details: {},
      });
    }
  });

  it('D2.6 writes each failure down once, without the password', async () => {
    const where = { action: 'user.sign-in', outcome: 'REFUSED', ip: '192.0.2.9' } as const;
    await refusalOf(attempt('ada', 'sesame opens doors', { ip: '192.0.2.9' }));
    const events = await prisma.auditEvent.findMany({ where });
    expect(events).toMatchObject([{ actorKind: 'anonymous', resourceName: 'ada' }]);
    expect(inspect(events)).not.toContain('sesame');
  });
});

describe('the throttle', () => {
  let account = 0;
  beforeEach(async () => {
    account += 1;
    await makeUser(warehouse, admin, `guest-${account}`);
  });
  const name = () => `guest-${account}`;

  async function failures(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) await refusalOf(attempt(name(), 'wrong password here'));
  }

  it('D3.13 stops guessing at ten failures, and says when to come back', async () => {
    await failures(10);
    const { code, details } = await refusalOf(attempt(name()));
    expect(code).toBe('LOGIN_RATE_LIMITED');
    expect(details['retryAfterSeconds']).toBeGreaterThan(0);
  });

  it('does not count what succeeds', async () => {
    for (let at = 0; at < 12; at += 1) {
      expect(await attempt(name())).toHaveProperty('accessToken');
    }
  });

  it('does not count an attempt whose password was never looked at', async () => {
    const passwords = new PasswordHasher({ hashingMax: 1, waitingMax: 0 });
    for (let at = 0; at < 12; at += 1) {
      const occupied = passwords.hash('somebody else is served', signal);
      const input = { username: name(), password };
      expect(await codeOf(signIn({ ...ports, passwords }, origin, input, signal))).toBe(
        'SIGN_IN_BUSY',
      );
      await occupied;
    }
    await attempt(name());
  });
});

describe('a password in every request', () => {
  const basic = (secret: string, from = signal) =>
    authenticate(
      ports,
      { kind: 'password', username: 'ada', password: new Secret(secret) },
      origin,
      from,
    );

  it('is checked once for all who send it at the same time', async () => {
    const before = await prisma.auditEvent.count();
    const actors = await Promise.all(Array.from({ length: 50 }, () => basic(password)));
    expect(new Set(actors.map(({ name }) => name))).toEqual(new Set(['ada']));
    expect(await prisma.auditEvent.count()).toBe(before);
  });

  it('is not refused to others because the first of them left', async () => {
    ports.principals.clear();
    const leaving = new AbortController();
    const first = basic(password, leaving.signal);
    const second = basic(password);
    leaving.abort(new Error('the client left'));
    await expect(first).rejects.toThrow('the client left');
    expect(await second).toMatchObject({ kind: 'user', name: 'ada' });
  });

  it('is refused while it is wrong, and never anonymous', async () => {
    await expect(basic('not the password')).rejects.toThrow('not right');
    await expect(actorOf(ports, { kind: 'malformed', reason: 'odd' })).rejects.toThrow('odd');
    expect(await actorOf(ports, { kind: 'none' })).toMatchObject({ kind: 'anonymous', grants: [] });
  });
});
