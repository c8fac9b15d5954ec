import { AppError, assert } from '@bonded/kernel';
import { serviceActor } from '../access/index.ts';
import { awaitVerdict, lookUpFile, publishArtifact } from '../artifacts/index.ts';
import type { StagedBlob } from '../ports.ts';
import type {
  LocatedFile,
  RepositoryWithProject,
  ServedFormat,
  UpstreamDigests,
  UpstreamFile,
} from '../repositories/index.ts';
import {
  asUpstreamFailure,
  upstreamDigestMismatch,
  upstreamFileRefused,
  upstreamUnavailable,
} from './errors.ts';
import { authorizationFor, isDown, noteFailure } from './upstream-documents.ts';
import type { UpstreamSettings } from './upstream-settings.ts';
import type { UpstreamsPorts } from './upstreams-ports.ts';
import { withLease } from './with-lease.ts';

/** As large as the largest that anybody may publish. */
const fileBytesMax = 64 * 1024 ** 3;
const bringMsMax = 60 * 60_000;

/** Publishes to proxies, and nothing else. */
const upstreamActor = serviceActor('upstream', ['artifact:publish']);

export interface Arrival {
  readonly proxy: RepositoryWithProject;
  readonly upstream: UpstreamSettings;
  readonly located: LocatedFile;
}

/**
 * Fetches one file, checks it against what upstream's index says of it, publishes it as its format
 * does and waits for its verdict. One process of all does; the others find the file there.
 */
export async function bringFile(ports: UpstreamsPorts, arrival: Arrival): Promise<void> {
  const { proxy, located } = arrival;
  const { path } = located.file;
  const name = `file ${proxy.id} ${path}`;
  const signal = AbortSignal.timeout(bringMsMax);
  await withLease(ports.database, { name, signal }, async (held) => {
    if ((await lookUpFile(ports, { repositoryId: proxy.id, path })) !== null) return;
    const fetched = await fetchFile(ports, arrival, held);
    if (fetched === null) return;
    try {
      const artifactId = await publish(ports, arrival, fetched, held);
      await awaitVerdict(ports, artifactId, { signal: held });
    } finally {
      await ports.blobs.discard(fetched.staged);
    }
  });
}

interface Fetched {
  readonly staged: StagedBlob;
  /** When upstream says that the file last changed: the date of what its index gives none for. */
  readonly modifiedAt: Date | null;
}

async function fetchFile(
  ports: UpstreamsPorts,
  arrival: Arrival,
  signal: AbortSignal,
): Promise<Fetched | null> {
  try {
    const fetched = await download(ports, arrival, signal);
    if (fetched === null) return null;
    const wrong = mismatch(fetched.staged, arrival.located.file);
    if (wrong === null) return fetched;
    await ports.blobs.discard(fetched.staged);
    throw upstreamDigestMismatch(
      `What upstream sent is not what its index says: its ${wrong} is another.`,
    );
  } catch (cause) {
    const error = asUpstreamFailure(cause);
    if (isDown(error)) await noteFailure(ports, arrival.upstream, cause);
    if (error.kind !== 'too-large') throw error;
    throw upstreamDigestMismatch('What upstream sent is longer than its index says.', { cause });
  }
}

async function download(
  ports: UpstreamsPorts,
  { proxy, upstream, located: { file, mayBeAbsent = false } }: Arrival,
  signal: AbortSignal,
): Promise<Fetched | null> {
  const url = new URL(file.address, upstream.url);
  await using response = await ports.egress.fetch({
    url,
    // What came compressed would not be the bytes that the index tells of.
    headers: { 'accept-encoding': 'identity' },
    authorization: authorizationFor(upstream, url),
    signal,
  });
  const { status, headers } = response;
  if (mayBeAbsent && (status === 404 || status === 410)) return null;
  if (status !== 200 || headers['content-encoding'] !== undefined) {
    throw upstreamUnavailable(`Upstream answered with status ${status}, not with the file.`, {
      details: { status },
    });
  }
  const staged = await ports.blobs.stage(response.body, {
    signal,
    bytesMax: file.sizeBytes ?? fileBytesMax,
    extraDigests: algorithmsOf(ports, proxy, file.digests),
  });
  const modified = new Date(headers['last-modified'] ?? '');
  return { staged, modifiedAt: Number.isNaN(modified.getTime()) ? null : modified };
}

/** What the format serves, and what upstream's index can be checked by. */
function algorithmsOf(
  ports: UpstreamsPorts,
  proxy: RepositoryWithProject,
  digests: UpstreamDigests,
) {
  const said = (['sha512', 'sha1', 'md5'] as const).filter((each) => digests[each] !== undefined);
  return [...new Set([...formatOf(ports, proxy).extraDigests, ...said])];
}

function formatOf({ formats }: UpstreamsPorts, { format }: RepositoryWithProject): ServedFormat {
  const found = formats.find(({ id }) => id === format);
  assert(found !== undefined, 'a repository is only made in a format that is served');
  return found;
}

function mismatch(
  staged: StagedBlob,
  { digests, sizeBytes = null }: Pick<UpstreamFile, 'digests' | 'sizeBytes'>,
): string | null {
  if (sizeBytes !== null && sizeBytes !== staged.sizeBytes) return 'size';
  const actual = { ...staged.extraDigests, sha256: staged.digest };
  for (const algorithm of ['sha256', 'sha512', 'sha1', 'md5'] as const) {
    const wanted = digests[algorithm]?.toLowerCase();
    if (wanted !== undefined && wanted !== actual[algorithm]) return algorithm;
  }
  return null;
}

async function publish(
  ports: UpstreamsPorts,
  { proxy, upstream, located }: Arrival,
  { staged, modifiedAt }: Fetched,
  signal: AbortSignal,
): Promise<string> {
  const { path, address, contentType = null } = located.file;
  const told = located.metadata !== undefined && { told: located.metadata };
  const input = await ports
    .describe({ repository: proxy, path, contentType, staged, ...told }, signal)
    .catch((cause: unknown) => {
      if (!(cause instanceof AppError) || cause.kind === 'unavailable') throw cause;
      throw upstreamFileRefused(`What upstream sent is refused: ${cause.message}`, { cause });
    });
  const isOther = input.version !== null && (located.version ?? input.version) !== input.version;
  const keyOf = formatOf(ports, proxy).upstream?.nameKeyOf ?? ((name: string) => name);
  if (keyOf(input.name) !== keyOf(located.name) || isOther) {
    throw upstreamFileRefused(
      `Upstream's index says ${located.name}@${located.version ?? '?'}, but the archive is ` +
        `${input.name}@${input.version}.`,
    );
  }
  const origin = {
    url: new URL(address, upstream.url).href,
    publishedAt: located.publishedAt ?? modifiedAt,
  };
  const { artifact } = await publishArtifact(
    ports,
    upstreamActor,
    // Tags are upstream's to say, whenever it is asked.
    { ...input, tags: [], origin },
    signal,
  );
  return artifact.id;
}
