import { LocalCache } from '@bonded/cache';
import { Secret } from '@bonded/kernel';
import { z } from 'zod';
import type { Egress, EgressResponse } from '../ports.ts';
import { readChallenges } from './challenge.ts';
import { upstreamDenied, upstreamUnavailable } from './errors.ts';
import { isTrustedRealm } from './trusted-realm.ts';
import type { AskedUpstream } from './upstream-settings.ts';

const entriesMax = 10_000;
const keptMsMax = 60 * 60_000;
/** Token authentication specification: what a token without a word of it is good for. */
const lifetimeSecondsDefault = 60;
/** So that none expires on its way. */
const marginMs = 5_000;
const tokenBytesMax = 64 * 1024;

const granted = z.object({
  token: z.string().min(1).optional(),
  access_token: z.string().min(1).optional(),
  expires_in: z.number().optional(),
});

interface Pass {
  readonly authorization: Secret;
  readonly until: number;
}

export interface Demand {
  readonly upstream: AskedUpstream;
  /**
   * What is wanted: never more than the request needs, whatever the challenge says. Empty: to be
   * let in, and nothing of what is there.
   */
  readonly scope: string;
  readonly signal: AbortSignal;
}

/** What upstreams let us ask with, kept in memory by repository and scope. */
export class UpstreamTokens {
  readonly #passes = new LocalCache<Pass>({ entriesMax, ttlMs: keptMsMax });

  /** What was good a moment ago. */
  kept({ upstream, scope }: Omit<Demand, 'signal'>): Secret | undefined {
    const pass = this.#passes.peek(keyOf(upstream, scope));
    return pass !== undefined && pass.until > Date.now() ? pass.authorization : undefined;
  }

  /**
   * What answers a challenge, from whoever it names. Errors: UPSTREAM_DENIED, UPSTREAM_UNAVAILABLE,
   * those of the way out.
   */
  async answer(egress: Egress, demand: Demand, header: string): Promise<Secret> {
    const key = keyOf(demand.upstream, demand.scope);
    // One that is kept was refused, or is over.
    const before = this.#passes.peek(key);
    if (before !== undefined) this.#passes.delete(key);
    const pass = await this.#passes.get(key, () => obtain(egress, demand, header));
    return pass.authorization;
  }

  forget(): void {
    this.#passes.clear();
  }
}

function keyOf({ repositoryId }: AskedUpstream, scope: string): string {
  return `${repositoryId} ${scope}`;
}

async function obtain(egress: Egress, demand: Demand, header: string): Promise<Pass> {
  const { upstream } = demand;
  const challenges = readChallenges(header);
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearer !== undefined) return fetchToken(egress, demand, bearer.parameters);
  const asksForPassword = challenges.some(({ scheme }) => scheme === 'basic');
  if (asksForPassword && upstream.authorization !== undefined) {
    return { authorization: upstream.authorization, until: Date.now() + keptMsMax };
  }
  throw upstreamDenied('The upstream of this repository wants to know who asks.');
}

async function fetchToken(
  egress: Egress,
  { upstream, scope, signal }: Demand,
  parameters: ReadonlyMap<string, string>,
): Promise<Pass> {
  const realm = URL.parse(parameters.get('realm') ?? '');
  if (realm === null || (upstream.url.protocol === 'https:' && realm.protocol !== 'https:')) {
    throw upstreamUnavailable('The upstream of this repository sends for tokens to no safe place.');
  }
  const service = parameters.get('service');
  if (service !== undefined) realm.searchParams.set('service', service);
  if (scope !== '') realm.searchParams.set('scope', scope);
  const knowsPassword = upstream.userName !== null && isTrustedRealm(upstream.url, realm);
  await using response = await egress.fetch({
    url: realm,
    headers: { accept: 'application/json', 'accept-encoding': 'identity' },
    authorization: knowsPassword ? upstream.authorization : undefined,
    signal,
  });
  if (refusals.has(response.status)) {
    const isKeptBack = upstream.userName !== null && !knowsPassword;
    const why = isKeptBack
      ? ': it sends for tokens elsewhere, where its credential does not go'
      : '';
    throw upstreamDenied(`The upstream of this repository gives us no token for it${why}.`);
  }
  return passOf(await readGrant(response));
}

const refusals: ReadonlySet<number> = new Set([400, 401, 403, 404]);

async function readGrant(response: EgressResponse): Promise<z.output<typeof granted>> {
  const { status } = response;
  if (status !== 200) {
    const message = `Where the upstream sends for tokens, the answer was status ${status}.`;
    throw upstreamUnavailable(message, { details: { status } });
  }
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body) {
    sizeBytes += chunk.length;
    if (sizeBytes > tokenBytesMax) break;
    chunks.push(chunk);
  }
  const parsed = granted.safeParse(parse(sizeBytes > tokenBytesMax ? '' : Buffer.concat(chunks)));
  if (parsed.success) return parsed.data;
  throw upstreamUnavailable('Where the upstream sends for tokens, the answer was no token.');
}

function parse(bytes: Buffer | string): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}

function passOf({
  token,
  access_token: other,
  expires_in: seconds,
}: z.output<typeof granted>): Pass {
  const text = token ?? other;
  // A header is one line.
  if (text === undefined || !/^[\x21-\x7e]+$/.test(text)) {
    throw upstreamUnavailable('Where the upstream sends for tokens, the answer was no token.');
  }
  const lifetimeMs = Math.min((seconds ?? lifetimeSecondsDefault) * 1_000, keptMsMax);
  return { authorization: new Secret(`Bearer ${text}`), until: Date.now() + lifetimeMs - marginMs };
}
