import {
  decideRefresh,
  hashRefreshToken,
  parseRefreshToken,
  type RefreshDecision,
  type RefreshToken,
  successorOf,
} from '@bonded/auth';
import {
  type RefreshToken as RefreshTokenRow,
  type Session,
  type Tx,
  transact,
  type User,
} from '@bonded/database';
import { globalScope, type RequestOrigin } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { recordAudit } from '../trail/index.ts';
import { sessionEnded } from './errors.ts';
import type { IdentityPorts } from './ports.ts';
import { actorOf, issuePair, type TokenPair } from './sign-in.ts';

type Family = RefreshTokenRow & { readonly session: Session & { readonly user: User } };

/**
 * Trades a refresh token for the next pair. The claim is one atomic step, so that a hundred at once
 * make one child; repeated within ten seconds it gives the same child again; later it is theft, and
 * the whole family ends (D3.8).
 * Errors: SESSION_ENDED.
 */
export async function refreshSession(
  ports: IdentityPorts,
  origin: RequestOrigin,
  input: { readonly refreshToken: string },
): Promise<TokenPair> {
  const token = parseRefreshToken(input.refreshToken);
  if (token === undefined) throw ended();
  const result = await transact(ports.database, async (tx) => {
    const family = await lockFamily(tx, token);
    if (family === null) return null;
    const decision = decide(family, ports.clock.now());
    await carryOut(ports, tx, { family, decision, token, origin });
    return { decision, session: family.session };
  });
  // Thrown after the commit: the end of a family must outlive the request that caused it.
  if (result === null || result.decision === 'reuse' || result.decision === 'refuse') throw ended();
  const claims = { subject: result.session.userId, sessionId: result.session.id };
  return issuePair(ports, claims, successorOf(token, ports.refreshSecret));
}

function ended() {
  return sessionEnded('The session has ended. Sign in again.');
}

async function lockFamily(tx: Tx, token: RefreshToken): Promise<Family | null> {
  const hash = hashRefreshToken(token);
  await tx.$queryRaw`SELECT 1 FROM refresh_tokens WHERE hash = ${hash} FOR UPDATE`;
  return tx.refreshToken.findUnique({
    where: { hash },
    include: { session: { include: { user: true } } },
  });
}

function decide(family: Family, now: Date): RefreshDecision {
  const { session } = family;
  if (session.user.isDisabled) return 'refuse';
  return decideRefresh(
    { expiresAt: session.expiresAt, usedAt: family.usedAt, familyRevokedAt: session.revokedAt },
    now,
  );
}

interface Step {
  readonly family: Family;
  readonly decision: RefreshDecision;
  readonly token: RefreshToken;
  readonly origin: RequestOrigin;
}

async function carryOut(ports: IdentityPorts, tx: Tx, step: Step): Promise<void> {
  const { family, decision } = step;
  const { user } = family.session;
  const now = ports.clock.now();
  const author = actorOf(user, step.origin);
  const resource = { kind: 'session', id: family.sessionId, name: user.username };
  if (decision === 'rotate') {
    const child = hashRefreshToken(successorOf(step.token, ports.refreshSecret));
    await tx.refreshToken.update({ where: { hash: family.hash }, data: { usedAt: now } });
    await tx.refreshToken.create({
      data: { hash: child, sessionId: family.sessionId, issuedAt: now },
    });
    await tx.session.update({ where: { id: family.sessionId }, data: { lastUsedAt: now } });
    await recordAudit(tx, author, { action: 'session.refresh', resource, place: globalScope });
  } else if (decision === 'reuse') {
    await endSession(tx, family.session, 'a spent refresh token was used again', now);
    await recordAudit(tx, author, {
      action: 'session.reuse-detected',
      resource,
      place: globalScope,
    });
  }
}

/** Ends a session: its refresh tokens are refused at once, its access tokens within seconds. */
export async function endSession(
  tx: Tx,
  session: Pick<Session, 'id' | 'userId'>,
  reason: string,
  now: Date,
): Promise<void> {
  await tx.session.update({
    where: { id: session.id },
    data: { revokedAt: now, revokeReason: reason },
  });
  announce(tx, { type: 'access.changed', userId: session.userId });
}
