import type { StagedBlob } from '../ports.ts';
import type {
  RepositoryWithProject,
  UpstreamDigests,
  UpstreamFile,
} from '../repositories/index.ts';
import { askUpstream } from './ask-upstream.ts';
import { asUpstreamFailure, upstreamDigestMismatch, upstreamUnavailable } from './errors.ts';
import { formatOf } from './format-of.ts';
import type { SupplyingPorts } from './supplying-ports.ts';
import { isDown, noteFailure } from './upstream-documents.ts';
import { restingFailure } from './upstream-rest.ts';
import type { UpstreamSettings } from './upstream-settings.ts';

/** As large as the largest that anybody may publish. */
export const fileBytesMax = 64 * 1024 ** 3;

export interface FileWish {
  readonly proxy: RepositoryWithProject;
  readonly upstream: UpstreamSettings;
  readonly file: UpstreamFile;
  /** Asking for it is how to find out whether it is there. */
  readonly mayBeAbsent: boolean;
}

/** What came, checked against all that was said of it. Whoever gets it discards it. */
export interface Fetched {
  readonly staged: StagedBlob;
  /** When upstream says that the file last changed: the date of what its index gives none for. */
  readonly modifiedAt: Date | null;
  readonly contentType: string | null;
}

/**
 * Fetches one file and checks it; null where there is none. Errors: UPSTREAM_UNAVAILABLE,
 * UPSTREAM_DENIED, UPSTREAM_DIGEST_MISMATCH.
 */
export async function fetchFile(
  ports: SupplyingPorts,
  wish: FileWish,
  signal: AbortSignal,
): Promise<Fetched | null> {
  const resting = restingFailure(wish.upstream);
  if (resting !== null) throw resting;
  try {
    const turn = { name: `file ${wish.upstream.url.origin}`, signal };
    const fetched = await ports.turns.take(turn, () => download(ports, wish, signal));
    if (fetched === null) return null;
    const wrong = mismatch(fetched.staged, wish.file);
    if (wrong === null) return fetched;
    await ports.blobs.discard(fetched.staged);
    throw upstreamDigestMismatch(
      `What upstream sent is not what its index says: its ${wrong} is another.`,
    );
  } catch (cause) {
    const error = asUpstreamFailure(cause);
    if (isDown(error)) await noteFailure(ports, wish.upstream, cause);
    if (error.kind !== 'too-large') throw error;
    throw upstreamDigestMismatch('What upstream sent is longer than its index says.', { cause });
  }
}

async function download(
  ports: SupplyingPorts,
  { proxy, upstream, file, mayBeAbsent }: FileWish,
  signal: AbortSignal,
): Promise<Fetched | null> {
  const url = new URL(file.address, upstream.url);
  const accept = file.accept === undefined ? {} : { accept: file.accept };
  await using response = await askUpstream(ports, upstream, {
    url,
    // What came compressed would not be the bytes that the index tells of.
    headers: { 'accept-encoding': 'identity', ...accept },
    scope: formatOf(ports, proxy).upstream?.scopeOf?.(url) ?? null,
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
    bytesMax: file.sizeBytes ?? file.bytesMax ?? fileBytesMax,
    extraDigests: algorithmsOf(ports, proxy, file.digests),
  });
  ports.reads.count(proxy.id, { bytesFetched: staged.sizeBytes });
  const modified = new Date(headers['last-modified'] ?? '');
  return {
    staged,
    modifiedAt: Number.isNaN(modified.getTime()) ? null : modified,
    contentType: headers['content-type'] ?? null,
  };
}

/** What the format serves, and what upstream's index can be checked by. */
function algorithmsOf(
  ports: SupplyingPorts,
  proxy: RepositoryWithProject,
  digests: UpstreamDigests,
) {
  const said = (['sha512', 'sha1', 'md5'] as const).filter((each) => digests[each] !== undefined);
  return [...new Set([...formatOf(ports, proxy).extraDigests, ...said])];
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
