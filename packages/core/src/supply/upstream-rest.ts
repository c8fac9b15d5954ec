import { AppError } from '@bonded/kernel';
import type { EgressResponse } from '../ports.ts';
import { upstreamUnavailable } from './errors.ts';
import type { UpstreamSettings } from './upstream-settings.ts';

/** An upstream that failed is not asked again for this long, by none of our processes. */
const restMs = 5_000;
/** One that asks for longer is asked again then: its word must not close a proxy for good. */
const restMsMax = 60 * 60_000;

/** What an upstream is excused by: set aside by its operator, down a moment ago, or resting. */
export function standingFailure(
  upstream: Pick<UpstreamSettings, 'isOffline' | 'failedAt' | 'answeredAt' | 'restsUntil'>,
): AppError | null {
  const { isOffline, failedAt, answeredAt, restsUntil } = upstream;
  if (isOffline) return upstreamUnavailable('This repository is offline and does not have it.');
  const resting = restingFailure({ restsUntil });
  if (resting !== null) return resting;
  const hasFailed = failedAt !== null && (answeredAt === null || answeredAt < failedAt);
  if (!hasFailed || Date.now() - failedAt.getTime() > restMs) return null;
  return upstreamUnavailable('The upstream of this repository does not answer.');
}

/** Set while upstream wants not to be asked at all. */
export function restingFailure({
  restsUntil,
}: Pick<UpstreamSettings, 'restsUntil'>): AppError | null {
  if (restsUntil === null || restsUntil.getTime() <= Date.now()) return null;
  return upstreamUnavailable(wantsRest(restsUntil));
}

function wantsRest(until: Date): string {
  return `The upstream of this repository asks not to be asked before ${until.toISOString()}.`;
}

/** The statuses with which a server says when to come again (RFC 9110 §10.2.3, RFC 6585 §4). */
const restingStatuses: ReadonlySet<number> = new Set([429, 503]);

type Answered = Pick<EgressResponse, 'status' | 'headers'>;

/** Until when an answer asks not to be asked again; null where it does not. */
export function readRetryAfter({ status, headers }: Answered, now: Date): Date | null {
  const said = headers['retry-after']?.trim();
  if (said === undefined || !restingStatuses.has(status)) return null;
  const at = /^\d{1,9}$/.test(said) ? now.getTime() + Number(said) * 1_000 : Date.parse(said);
  if (Number.isNaN(at) || at <= now.getTime()) return null;
  return new Date(Math.min(at, now.getTime() + restMsMax));
}

/** Errors: UPSTREAM_UNAVAILABLE where an answer says when to come again. */
export function heedRetryAfter(answer: Answered): void {
  const restsUntil = readRetryAfter(answer, new Date());
  if (restsUntil === null) return;
  const { status } = answer;
  const details = { status, restsUntil: restsUntil.toISOString() };
  throw upstreamUnavailable(wantsRest(restsUntil), { details });
}

/** The rest that a failure asks for, if any. */
export function restOf(error: unknown): Date | null {
  const said = error instanceof AppError ? error.details['restsUntil'] : undefined;
  return typeof said === 'string' ? new Date(said) : null;
}
