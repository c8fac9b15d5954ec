import { Readable } from 'node:stream';
import { z } from 'zod';
import { faultOf, jsonOf, readAnswer, send } from './answers.ts';
import { sendStream } from './send-stream.ts';
import { type Session, withoutSlash } from './session.ts';
import { userAgent } from './user-agent.ts';

const addresses = z.object({ blobUrl: z.url() });

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  /** Give the answer back whatever its status says. */
  readonly acceptsFaults?: boolean;
}

/** Speaks with the gateway, and with the blob service it names, as whoever is signed in. */
export class Client {
  readonly #session: Session;
  readonly #signal: AbortSignal;
  #blobUrl: string | null = null;

  constructor(session: Session, signal: AbortSignal) {
    this.#session = session;
    this.#signal = signal;
  }

  /** The gateway's address, without a trailing slash. */
  url(): Promise<string> {
    return this.#session.url();
  }

  /** Requests a path of the gateway. Whatever is no success throws what the server said. */
  async request(path: string, options: RequestOptions = {}): Promise<Response> {
    return this.#send(new URL(`${await this.url()}${path}`), options);
  }

  /** Requests a path of the blob service. */
  async requestBlob(path: string, options: RequestOptions = {}): Promise<Response> {
    this.#blobUrl ??= await this.#askForBlobUrl();
    return this.#send(new URL(`${this.#blobUrl}${path}`), options);
  }

  async #askForBlobUrl(): Promise<string> {
    const response = await this.request('/api/addresses');
    return withoutSlash(readAnswer(addresses, await jsonOf(response)).blobUrl);
  }

  async #send(url: URL, options: RequestOptions): Promise<Response> {
    const { acceptsFaults = false, method = 'GET', body } = options;
    const authorization = `Bearer ${await this.#session.token()}`;
    const headers = { ...options.headers, authorization, 'user-agent': userAgent };
    const init = { method, headers, signal: this.#signal };
    const response =
      body instanceof Readable
        ? await sendStream(url, { ...init, body })
        : await send(url, { ...init, ...(body === undefined ? {} : { body }) });
    if (!response.ok && !acceptsFaults) throw await faultOf(response);
    return response;
  }
}
