import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PublishArtifactInput } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import type {
  RepositoryWithProject,
  UpstreamFormat,
  UpstreamSource,
} from '@bonded/core/repositories';
import { afterTest } from '@bonded/testing';

/** One line of the plainest index: `version sha256 date address`. */
export interface PlainVersion {
  readonly version: string;
  readonly bytes: string;
  /** Left out: the index gives none. */
  readonly publishedAt?: Date;
  /** Left out: that of its bytes. */
  readonly sha256?: string;
  readonly address?: string;
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function plainIndex(name: string, versions: readonly PlainVersion[]): string {
  return versions
    .map(({ version, bytes, publishedAt, sha256 = sha256Of(bytes), address }) =>
      [
        version,
        sha256,
        publishedAt?.toISOString() ?? '-',
        address ?? `files/${name}/${version}`,
      ].join(' '),
    )
    .join('\n');
}

async function readIndex(source: UpstreamSource, name: string, address: string) {
  const document = await source.get(address);
  if (document === null) return null;
  const lines = document.bytes.toString().split('\n').filter(Boolean);
  return {
    name,
    tags: new Map<string, string>(),
    versions: lines.map((line) => {
      const [version = '', sha256 = '', date = '', file = ''] = line.split(' ');
      return {
        version,
        metadata: {},
        publishedAt: date === '-' ? null : new Date(date),
        files: [{ path: `${name}/-/${version}`, address: file, digests: { sha256 } }],
      };
    }),
  };
}

/** A format of these tests alone: an index of lines, and files that are no archives. */
export const plainUpstream: UpstreamFormat = {
  front: { address: 'front', isOurs: ({ start }) => start.startsWith('plain') },
  packageOf: (path) => path.split('/-/')[0] ?? null,
  read: (source, name) => readIndex(source, name, `index/${name}`),
  readSeries: (source, name, series) => readIndex(source, name, `index/${name}/${series}`),
};

export function describePlain(arrival: {
  readonly repository: RepositoryWithProject;
  readonly path: string;
  readonly staged: StagedBlob;
}): PublishArtifactInput {
  const { repository, path, staged } = arrival;
  const [name = '', version = ''] = path.split('/-/');
  const contentType = 'application/octet-stream';
  return {
    repository,
    name,
    version,
    metadata: {},
    files: [{ path, contentType, staged }],
    components: [],
  };
}

export interface PlainServer {
  readonly url: string;
  /** The addresses that were asked for, in their order. */
  readonly asked: string[];
  /** Answers from now on. */
  answer: RequestListener;
}

/** An upstream on this machine, until the test is over. */
export async function servePlain(answer: RequestListener): Promise<PlainServer> {
  const asked: string[] = [];
  const served: PlainServer = { url: '', asked, answer };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    served.answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterTest(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  // It listens on a port, not on a pipe.
  const { port } = server.address() as AddressInfo;
  return Object.assign(served, { url: `http://127.0.0.1:${port}/` });
}

/** Serves one package as it should be. */
export function honestly(name: string, versions: readonly PlainVersion[]): RequestListener {
  return (request, response) => {
    if (request.url === `/index/${name}`) return response.end(plainIndex(name, versions));
    const found = versions.find(({ version }) => request.url === `/files/${name}/${version}`);
    if (found !== undefined) return response.end(found.bytes);
    response.statusCode = 404;
    return response.end();
  };
}
