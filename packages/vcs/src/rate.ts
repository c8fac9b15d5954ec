/** What a forge says of how much more it takes. */
export interface RateBudget {
  readonly limit: number | null;
  readonly remaining: number;
  readonly resetAt: Date | null;
}

/** No forge counts longer than this; a wilder number is a mistake. */
const pauseMsMax = 24 * 60 * 60 * 1000;
/** Where a forge says "later" without saying when. */
const pauseMsDefault = 60_000;
/** Numbers above are dates in seconds, those below are seconds from now. */
const epochSecondsMin = 1_000_000_000;

type Headers = Readonly<Record<string, string>>;

/** From GitHub's `X-RateLimit-*` and Gitea's, GitLab's and Bitbucket's `RateLimit-*`. */
export function budgetOf(headers: Headers, nowMs: number): RateBudget | null {
  const remaining = numberOf(headers, 'remaining');
  if (remaining === null) return null;
  const reset = numberOf(headers, 'reset');
  const resetAt = reset === null ? null : new Date(momentOf(reset, nowMs));
  return { limit: numberOf(headers, 'limit'), remaining, resetAt };
}

/**
 * Until when a refusing answer wants silence; null where it is no matter of rates: 403 also stands
 * for what one may not see.
 */
export function pauseOf(status: number, headers: Headers, nowMs: number): number | null {
  const after = headers['retry-after'];
  if (after !== undefined) {
    const seconds = Number(after);
    const at = Number.isFinite(seconds) ? nowMs + seconds * 1000 : Date.parse(after);
    return bounded(Number.isNaN(at) ? nowMs + pauseMsDefault : at, nowMs);
  }
  const budget = budgetOf(headers, nowMs);
  if (budget !== null && budget.remaining <= 0) {
    return bounded(budget.resetAt?.getTime() ?? nowMs + pauseMsDefault, nowMs);
  }
  return status === 429 ? nowMs + pauseMsDefault : null;
}

function bounded(atMs: number, nowMs: number): number {
  return Math.min(Math.max(atMs, nowMs + 1000), nowMs + pauseMsMax);
}

function numberOf(headers: Headers, word: 'limit' | 'remaining' | 'reset'): number | null {
  const text = headers[`x-ratelimit-${word}`] ?? headers[`ratelimit-${word}`];
  if (text === undefined) return null;
  // `100, 100;w=60` is a list of windows of which the first counts.
  const value = Number.parseInt(text, 10);
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function momentOf(reset: number, nowMs: number): number {
  return bounded(reset >= epochSecondsMin ? reset * 1000 : nowMs + reset * 1000, nowMs);
}
