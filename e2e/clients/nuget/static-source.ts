import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ShelvedVersion {
  readonly version: string;
  readonly nupkg: Buffer;
  /** What the registration says beside id and version. */
  readonly said?: object;
}

/**
 * A source of plain files in a folder, as tools lay them out that publish to a bucket: one page for
 * each version, apart from its index. It stands in for the servers of others.
 */
export class StaticSource {
  /** By path: what is sent, whatever it is. */
  readonly documents = new Map<string, Buffer>();
  readonly #server = createServer((request, response) => {
    const found = this.documents.get(request.url ?? '');
    response.statusCode = found === undefined ? 404 : 200;
    response.end(found ?? 'nothing');
  });

  static async start(): Promise<StaticSource> {
    const source = new StaticSource();
    const listening = Promise.withResolvers<void>();
    source.#server.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
    source.#put('/feed/index.json', {
      version: '3.0.0',
      resources: [
        { '@id': `${source.#home}/registration/`, '@type': 'RegistrationsBaseUrl/3.4.0' },
        { '@id': `${source.#home}/flat`, '@type': 'PackageBaseAddress/3.0.0' },
      ],
    });
    return source;
  }

  get url(): string {
    return `${this.#home}/index.json`;
  }

  shelve(id: string, ...versions: readonly ShelvedVersion[]): void {
    const name = id.toLowerCase();
    const items = versions.map(({ version, nupkg, said }) => {
      const page = `/feed/registration/${name}/page/${version}.json`;
      const catalogEntry = { id, version, ...said };
      this.#put(page, { '@id': `${this.#origin}${page}`, items: [{ catalogEntry }] });
      this.documents.set(`/feed/flat/${name}/${version}/${name}.${version}.nupkg`, nupkg);
      return { '@id': `${this.#origin}${page}`, count: 1, lower: version, upper: version };
    });
    this.#put(`/feed/registration/${name}/index.json`, { count: items.length, items });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    const closed = Promise.withResolvers<void>();
    this.#server.close(() => closed.resolve());
    await closed.promise;
  }

  get #origin(): string {
    // It listens on a port, so this is no pipe.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get #home(): string {
    return `${this.#origin}/feed`;
  }

  #put(path: string, document: object): void {
    this.documents.set(path, Buffer.from(JSON.stringify(document)));
  }
}
