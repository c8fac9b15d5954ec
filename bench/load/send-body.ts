import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

const pieceBytes = 1024 * 1024;

export interface SendOptions {
  readonly url: string;
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly sizeBytes: number;
}

/** Sends bodies over one connection, as fast as they are taken. */
export class BodySender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  /** Sent again and again; its first bytes count, so that no two bodies are alike. */
  readonly #piece = randomBytes(pieceBytes);

  /** Resolves with the answer's headers; whatever is not 2xx is thrown. */
  async send(options: SendOptions): Promise<IncomingMessage['headers']> {
    const { url, method, headers, sizeBytes } = options;
    const sending = request(url, {
      method,
      agent: this.#agent,
      headers: { ...headers, 'content-length': sizeBytes },
    });
    const ended = new AbortController();
    const answer = once(sending, 'response') as Promise<[IncomingMessage]>;
    // Awaited below: until then a refusal must not count as unhandled.
    answer.then(
      () => ended.abort(),
      () => ended.abort(),
    );
    await this.#write(sending, sizeBytes, ended.signal);
    const [response] = await answer;
    const body = await text(response);
    const { statusCode = 0 } = response;
    if (statusCode < 200 || statusCode > 299) {
      throw new Error(`${method} ${url} answered ${statusCode}: ${body}`);
    }
    return response.headers;
  }

  /** Stops where the server has answered already: it will not read on. */
  async #write(sending: ClientRequest, sizeBytes: number, ended: AbortSignal): Promise<void> {
    try {
      for (let left = sizeBytes; left > 0; left -= pieceBytes) {
        this.#piece.writeDoubleLE(performance.now(), 0);
        const piece = left < pieceBytes ? this.#piece.subarray(0, left) : this.#piece;
        if (!sending.write(piece)) await once(sending, 'drain', { signal: ended });
      }
      sending.end();
    } catch (error) {
      if (!ended.aborted) throw error;
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}
