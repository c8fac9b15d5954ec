import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

/** `request`: it never arrives. `answer`: it is carried out, and nobody hears of it. */
export type Loss = 'request' | 'answer';

export interface LossPlan {
  readonly loss: Loss;
  /** The first request that is lost, counted from 1. */
  readonly from: number;
  /** How many are lost from there. */
  readonly count: number;
}

/** A network between a client and a server that loses some of what it carries. */
export class LossyProxy implements AsyncDisposable {
  readonly #target: URL;
  readonly #server = createServer((incoming, outgoing) => {
    this.#carry(incoming, outgoing).catch(() => outgoing.destroy());
  });
  #plan: LossPlan = { loss: 'request', from: 0, count: 0 };
  #requests = 0;

  private constructor(target: string) {
    this.#target = new URL(target);
  }

  static async start(target: string): Promise<LossyProxy> {
    const proxy = new LossyProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get endpoint(): string {
    // A server that listens on a TCP port has an address of this form.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** How many requests came since the plan was set. */
  get requests(): number {
    return this.#requests;
  }

  lose(plan: LossPlan): void {
    this.#plan = plan;
    this.#requests = 0;
  }

  loseNothing(): void {
    this.lose({ loss: 'request', from: 0, count: 0 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #carry(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    this.#requests += 1;
    const { loss, from, count } = this.#plan;
    const isLost = this.#requests >= from && this.#requests < from + count;
    if (isLost && loss === 'request') {
      outgoing.destroy();
      return;
    }
    const { method, url, headers } = incoming;
    const forwarded = request(new URL(url ?? '/', this.#target), { method, headers });
    // Without a promise type, `once` answers a tuple of unknown things; a response carries one.
    const answered = once(forwarded, 'response') as Promise<[IncomingMessage]>;
    await pipeline(incoming, forwarded);
    const [answer] = await answered;
    if (isLost) {
      await buffer(answer);
      outgoing.destroy();
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, outgoing);
  }
}
