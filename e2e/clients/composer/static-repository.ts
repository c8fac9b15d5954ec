import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A repository of plain files, whose archives are elsewhere and have no digests, as those of the
 * public one. It stands in for the servers of others.
 */
export class StaticRepository {
  /** By path: what is sent, whatever it is. */
  readonly documents = new Map<string, Buffer>();
  readonly #server = createServer((request, response) => {
    const found = this.documents.get(request.url ?? '');
    response.statusCode = found === undefined ? 404 : 200;
    response.end(found ?? 'nothing');
  });

  static async start(): Promise<StaticRepository> {
    const repository = new StaticRepository();
    const listening = Promise.withResolvers<void>();
    repository.#server.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
    repository.put('/packages.json', { packages: [], 'metadata-url': '/p2/%package%.json' });
    return repository;
  }

  get url(): string {
    // It listens on a port, so this is no pipe.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  put(path: string, document: object): void {
    this.documents.set(path, Buffer.from(JSON.stringify(document)));
  }

  /** One state of a branch or one release, at the address of a commit. */
  shelve(
    { name, version, reference }: { name: string; version: string; reference: string },
    archive: Buffer,
  ): void {
    const path = `/zipball/${reference}`;
    this.documents.set(path, archive);
    const dist = { type: 'zip', url: `${this.url.slice(0, -1)}${path}`, shasum: '', reference };
    const time = new Date(this.documents.size * 1_000).toISOString();
    const entry = { name, version, dist, time, require: [] };
    const end = version.startsWith('dev-') ? '~dev' : '';
    this.put(`/p2/${name}${end}.json`, {
      minified: 'composer/2.0',
      packages: { [name]: [entry] },
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    const closed = Promise.withResolvers<void>();
    this.#server.close(() => closed.resolve());
    await closed.promise;
  }
}
