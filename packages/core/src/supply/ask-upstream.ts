import type { Egress, EgressRequest, EgressResponse } from '../ports.ts';
import { upstreamDenied } from './errors.ts';
import type { ReadCounter } from './read-counter.ts';
import type { Turns } from './turns.ts';
import { heedRetryAfter } from './upstream-rest.ts';
import type { AskedUpstream, UpstreamSettingsReader } from './upstream-settings.ts';
import type { UpstreamTokens } from './upstream-tokens.ts';

export interface AskingPorts {
  readonly egress: Egress;
  readonly tokens: UpstreamTokens;
  /** What is asked of one upstream at a time. */
  readonly turns: Turns;
  /** The names of documents that this process renews while it serves those of before. */
  readonly renewals: Set<string>;
  readonly settings: Pick<UpstreamSettingsReader, 'forget'>;
  readonly reads: ReadCounter;
}

export interface Question extends Omit<EgressRequest, 'authorization'> {
  /** What a token has to be good for; null where the format's servers send nobody for tokens. */
  readonly scope: string | null;
}

const refusals: ReadonlySet<number> = new Set([401, 403]);

/**
 * Asks an upstream as whoever it knows us as. Errors: those of the way out, UPSTREAM_DENIED and
 * UPSTREAM_UNAVAILABLE where it sends for tokens and there is none, or asks for a rest.
 */
export async function askUpstream(
  ports: Pick<AskingPorts, 'egress' | 'tokens'>,
  upstream: AskedUpstream,
  question: Question,
): Promise<EgressResponse> {
  const answer = await ask(ports, upstream, question);
  try {
    heedRetryAfter(answer);
    return answer;
  } catch (error) {
    await answer[Symbol.asyncDispose]();
    throw error;
  }
}

async function ask(
  { egress, tokens }: Pick<AskingPorts, 'egress' | 'tokens'>,
  upstream: AskedUpstream,
  { scope, ...request }: Question,
): Promise<EgressResponse> {
  const own = authorizationFor(upstream, request.url);
  if (scope === null || request.url.origin !== upstream.url.origin) {
    return egress.fetch({ ...request, authorization: own });
  }
  const demand = { upstream, scope, signal: request.signal };
  // A password is for who asks for one: most registries ask for tokens.
  const first = tokens.kept(demand) ?? (upstream.userName === null ? own : undefined);
  const answer = await egress.fetch({ ...request, authorization: first });
  if (answer.status !== 401) return admitted(answer);
  const { 'www-authenticate': challenge = '' } = answer.headers;
  await answer[Symbol.asyncDispose]();
  const authorization = await tokens.answer(egress, demand, challenge);
  return admitted(await egress.fetch({ ...request, authorization }));
}

/** A credential belongs to one origin, whatever address a document names. */
function authorizationFor({ url, authorization }: AskedUpstream, address: URL) {
  return address.origin === url.origin ? authorization : undefined;
}

async function admitted(answer: EgressResponse): Promise<EgressResponse> {
  const { status } = answer;
  if (!refusals.has(status)) return answer;
  await answer[Symbol.asyncDispose]();
  throw upstreamDenied('The upstream of this repository does not have it, or not for us.');
}
