import { hashRefreshToken, newRefreshToken, parseIpAddress, type RefreshToken } from '@bonded/auth';
import { transact, type User } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { type Actor, anonymousActor, globalScope, type RequestOrigin } from '../access/index.ts';
import { recordAudit, recordRefusal } from '../trail/index.ts';
import { signInFailed } from './errors.ts';
import type { IdentityPorts } from './ports.ts';

export const refreshTokenDays = 30;
const dayMs = 24 * 60 * 60 * 1000;

/** The caller may be gone by then, so giving back has a time of its own. */
const giveBackMsMax = 2_000;

export interface SignInInput {
  readonly username: string;
  readonly password: string;
}

/**
 * What a client gets to act with. The access token lives an hour, the refresh token thirty days.
 */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: 'Bearer';
  /** Seconds until the access token ends. */
  readonly expiresIn: number;
}

/**
 * Opens a session for a user name and password. Errors: SIGN_IN_FAILED, LOGIN_RATE_LIMITED,
 * SIGN_IN_BUSY.
 */
export async function signIn(
  ports: IdentityPorts,
  origin: RequestOrigin,
  input: SignInInput,
  signal: AbortSignal,
): Promise<TokenPair> {
  const user = await checkPassword(ports, origin, input, signal);
  const actor = actorOf(user, origin);
  const sessionId = newId();
  const refreshToken = newRefreshToken();
  const now = ports.clock.now();
  await transact(ports.database, async (tx) => {
    await tx.session.create({
      data: {
        id: sessionId,
        userId: user.id,
        createdAt: now,
        lastUsedAt: now,
        expiresAt: new Date(now.getTime() + refreshTokenDays * dayMs),
        ip: origin.ip,
        userAgent: origin.userAgent,
        refreshTokens: { create: { hash: hashRefreshToken(refreshToken), issuedAt: now } },
      },
    });
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: now } });
    await recordAudit(tx, actor, {
      action: 'user.sign-in',
      resource: { kind: 'session', id: sessionId, name: user.username },
      place: globalScope,
    });
  });
  return issuePair(ports, { subject: user.id, sessionId }, refreshToken);
}

/**
 * Finds the user behind a name and password. Unknown, disabled and mistaken are one answer, in
 * words and in time; each attempt counts against account and address before the password is looked
 * at (D3.5, D3.13).
 */
export async function checkPassword(
  ports: IdentityPorts,
  origin: RequestOrigin,
  input: SignInInput,
  signal: AbortSignal,
): Promise<User> {
  const username = normaliseUsername(input.username);
  const address = parseIpAddress(origin.ip ?? '') ?? unknownAddress;
  const proof = { kind: 'none' } as const;
  const attempt = await ports.throttle.admit({ account: username, address, proof }, signal);
  const { user, isRight } = await compare(ports, { username, password: input.password }, signal)
    // Busy, or gone: no password was tried, so nothing counts against anybody.
    .catch(async (error: unknown) => {
      await attempt.giveBack(AbortSignal.timeout(giveBackMsMax));
      throw error;
    });
  if (user === null || !isRight || user.isDisabled) {
    await recordRefusal(ports.database.prisma, anonymousActor(origin), {
      action: 'user.sign-in',
      resource: { kind: 'user', name: username },
      place: globalScope,
    });
    throw signInFailed('The user name or the password is not right.');
  }
  await attempt.giveBack(signal);
  await rehash(ports, user, input.password, signal);
  return user;
}

async function compare(ports: IdentityPorts, input: SignInInput, signal: AbortSignal) {
  const { username, password } = input;
  const user = await ports.database.prisma.user.findUnique({ where: { username } });
  const isRight = await ports.passwords.verify(user?.passwordHash ?? null, password, signal);
  return { user, isRight };
}

export function normaliseUsername(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Callers without an address (tests, sockets that just closed) share one place in the count. */
const unknownAddress = (() => {
  const address = parseIpAddress('0.0.0.0');
  if (address === undefined) throw new Error('0.0.0.0 is an address');
  return address;
})();

async function rehash(
  ports: IdentityPorts,
  user: User,
  password: string,
  signal: AbortSignal,
): Promise<void> {
  if (user.passwordHash === null || !ports.passwords.needsRehash(user.passwordHash)) return;
  const passwordHash = await ports.passwords.hash(password, signal);
  await ports.database.prisma.user.update({ where: { id: user.id }, data: { passwordHash } });
}

/** The user as an actor without rights: enough to sign an audit event. */
export function actorOf(user: Pick<User, 'id' | 'username'>, origin: RequestOrigin): Actor {
  return {
    kind: 'user',
    userId: user.id,
    name: user.username,
    apiKeyId: null,
    sessionId: null,
    grants: [],
    origin,
  };
}

export async function issuePair(
  ports: Pick<IdentityPorts, 'tokens'>,
  claims: { readonly subject: string; readonly sessionId: string },
  refreshToken: RefreshToken,
): Promise<TokenPair> {
  const access = await ports.tokens.issue('access', claims);
  return {
    accessToken: access.token,
    refreshToken,
    tokenType: 'Bearer',
    expiresIn: access.lifetimeSeconds,
  };
}
