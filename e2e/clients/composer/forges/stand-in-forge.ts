import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitRepository } from './git-repository.ts';
import { serveGit } from './http-backend.ts';

export interface ApiRequest {
  /** Decoded nowhere: as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly forge: StandInForge;
}

export type ApiAnswer =
  | { readonly json: unknown; readonly link?: string }
  | { readonly bytes: Buffer }
  | { readonly redirect: string };

/** What one vendor's API answers; null is 404. */
export type ForgeApi = (request: ApiRequest) => Promise<ApiAnswer | null>;

/** So small that every list has pages. */
export const pageSize = 2;

const rateLimit = 1_000;

/**
 * A server that answers as a vendor documents its API, over a real repository of git: real refs,
 * real files, real archives. It stands in for a forge that no test can run.
 */
export class StandInForge {
  readonly repository: GitRepository;
  /** `METHOD /path`, in their order. */
  readonly asked: string[] = [];
  /** The very `Authorization` that every request must have. */
  authorization: string | null = null;
  isGone = false;
  /** Says no to everything until then, in the words of a rate limit. */
  silentUntil: Date | null = null;
  notModified = 0;
  /** Requests at the host that archives are redirected to, with what they carried along. */
  readonly archiveCredentials: (string | undefined)[] = [];
  readonly #api: ForgeApi | null;
  readonly #server: Server;
  readonly #archives: Server;

  private constructor(repository: GitRepository, api: ForgeApi | null) {
    this.repository = repository;
    this.#api = api;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
    this.#archives = createServer((request, response) => {
      void this.#archive(request, response);
    });
  }

  /** Without an API it is plain git over HTTP. */
  static async start(api: ForgeApi | null): Promise<StandInForge> {
    const forge = new StandInForge(await GitRepository.create(), api);
    for (const server of [forge.#server, forge.#archives]) {
      const listening = Promise.withResolvers<void>();
      server.listen(0, '127.0.0.1', listening.resolve);
      await listening.promise;
    }
    return forge;
  }

  get origin(): string {
    return originOf(this.#server);
  }

  /** Another host by its port, as GitHub's archives have it. */
  get archiveOrigin(): string {
    return originOf(this.#archives);
  }

  /** As people write it. */
  get url(): string {
    return `${this.origin}/acme/widgets`;
  }

  count(pattern: RegExp): number {
    return this.asked.filter((line) => pattern.test(line)).length;
  }

  async close(): Promise<void> {
    for (const server of [this.#server, this.#archives]) {
      server.closeAllConnections();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    }
    await this.repository.remove();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked.push(`${request.method} ${request.url}`);
    response.setHeader('x-ratelimit-limit', rateLimit);
    response.setHeader('x-ratelimit-remaining', rateLimit - this.asked.length);
    if (this.isGone) return void response.writeHead(503).end('down for maintenance');
    if (this.silentUntil !== null && this.silentUntil > new Date()) return this.#silence(response);
    if (this.authorization !== null && request.headers.authorization !== this.authorization) {
      response.setHeader('www-authenticate', 'Basic realm="forge"');
      return void response.writeHead(401).end('{"message":"Bad credentials"}');
    }
    if (this.#api === null) return serveGit(this.repository.root, request, response);
    const url = new URL(request.url ?? '/', this.origin);
    const answer = await this.#api({
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      forge: this,
    });
    this.#send(request, response, answer);
  }

  #send(request: IncomingMessage, response: ServerResponse, answer: ApiAnswer | null): void {
    if (answer === null) return void response.writeHead(404).end('{"message":"Not Found"}');
    if ('redirect' in answer) {
      return void response.writeHead(302, { location: answer.redirect }).end();
    }
    if ('bytes' in answer) return void response.end(answer.bytes);
    const body = JSON.stringify(answer.json);
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    if (answer.link !== undefined) response.setHeader('link', answer.link);
    response.setHeader('etag', etag);
    response.setHeader('content-type', 'application/json');
    if (request.headers['if-none-match'] === etag) {
      this.notModified += 1;
      return void response.writeHead(304).end();
    }
    response.end(body);
  }

  #silence(response: ServerResponse): void {
    const seconds = Math.ceil((this.silentUntil?.getTime() ?? 0) / 1000);
    response.setHeader('x-ratelimit-remaining', 0);
    response.setHeader('x-ratelimit-reset', seconds);
    response.writeHead(403).end('{"message":"API rate limit exceeded"}');
  }

  async #archive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.archiveCredentials.push(request.headers.authorization);
    const commit = (request.url ?? '').slice(1);
    response.end(await this.repository.archive(commit));
  }
}

function originOf(server: Server): string {
  // It listens on a port, so this is no pipe.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** One page of a list whose next page is told by a `Link` header. */
export function linkedPage<Item>(
  items: readonly Item[],
  { path, query, forge }: ApiRequest,
): { readonly items: readonly Item[]; readonly link?: string } {
  const page = Number(query.get('page') ?? 1);
  const part = items.slice((page - 1) * pageSize, page * pageSize);
  if (page * pageSize >= items.length) return { items: part };
  const next = new URLSearchParams(query);
  next.set('page', String(page + 1));
  return { items: part, link: `<${forge.origin}${path}?${next}>; rel="next"` };
}

export function hmac(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
