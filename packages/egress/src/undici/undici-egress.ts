import { untilAborted } from '@bonded/kernel';
import { Agent, type Dispatcher } from 'undici';
import { createAddressRule } from '../address-rule.ts';
import type { Egress, EgressRequest, EgressResponse } from '../egress.ts';
import { egressErrorOf, egressFailed } from '../egress-errors.ts';
import { createConnector, type Resolve } from './connector.ts';
import { firstHop, type Hop, nextHop } from './hop.ts';
import type { EgressLimits } from './limits.ts';
import { discard, responseOf } from './response.ts';

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** The way out over undici, HTTP/1.1 and without a proxy. */
export class UndiciEgress implements Egress {
  readonly #agent: Agent;
  readonly #limits: EgressLimits;
  #underWay = 0;

  constructor(options: {
    readonly allowedNetworks: readonly string[];
    readonly resolve?: Resolve;
    readonly limits: EgressLimits;
  }) {
    const { limits, resolve } = options;
    const isReachable = createAddressRule(options.allowedNetworks);
    this.#limits = limits;
    this.#agent = new Agent({
      connect: createConnector({ isReachable, resolve, timeoutMs: limits.connectTimeoutMs }),
      // HTTP/2 has bounds of its own, of which none is set here.
      allowH2: false,
      maxOrigins: limits.originsMax,
      connections: limits.connectionsPerOriginMax,
      headersTimeout: limits.headersTimeoutMs,
      bodyTimeout: limits.idleTimeoutMs,
      keepAliveTimeout: limits.keepAliveMs,
      keepAliveMaxTimeout: limits.keepAliveMs,
      maxHeaderSize: limits.headerBytesMax,
    });
  }

  async fetch(request: EgressRequest): Promise<EgressResponse> {
    const { signal } = request;
    let hop = firstHop(request);
    for (let redirects = 0; redirects <= this.#limits.redirectsMax; redirects += 1) {
      const answer = await this.#ask(hop, request);
      const location = locationOf(answer);
      const { url } = hop;
      if (location === null) return responseOf(answer, { url, signal, limits: this.#limits });
      await discard(answer.body, this.#limits);
      if (request.method === 'POST') throw egressFailed(`${url.host} redirects what it is sent.`);
      hop = nextHop(hop, location);
    }
    throw egressFailed(`${request.url.host} redirects too many times.`);
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #ask({ url, headers }: Hop, request: EgressRequest): Promise<Dispatcher.ResponseData> {
    const { method = 'GET', body, signal } = request;
    signal.throwIfAborted();
    const { origin, pathname, search } = url;
    const path = pathname + search;
    const options = { origin, path, method, headers, signal, ...(body && { body }) };
    try {
      // undici heeds the signal from the moment that there is a connection, and not before.
      return await untilAborted(this.#send(options), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw egressErrorOf(error, url);
    }
  }

  #send(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
    if (this.#underWay >= this.#limits.requestsMax) {
      throw egressFailed('Too many requests to other servers are under way.');
    }
    this.#underWay += 1;
    const release = () => {
      this.#underWay -= 1;
    };
    const answer = this.#agent.request(options);
    answer.then(({ body }) => body.once('close', release), release);
    return answer;
  }
}

function locationOf({ statusCode, headers }: Dispatcher.ResponseData): string | null {
  const { location } = headers;
  return redirectStatuses.has(statusCode) && typeof location === 'string' ? location : null;
}
