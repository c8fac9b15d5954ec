import { AppError } from '@bonded/kernel';
import {
  depositBlob,
  findStoredBlobs,
  formatNamedDigest,
  type NamedDigest,
  readNamedDigest,
} from '../deposits/index.ts';
import type { RepositoryWithProject, UpstreamPart } from '../repositories/index.ts';
import { upstreamFileRefused } from './errors.ts';
import { type Fetched, fetchFile, fileBytesMax } from './fetch-file.ts';
import { formatOf } from './format-of.ts';
import type { SupplyingPorts } from './supplying-ports.ts';
import { upstreamActor } from './upstream-actor.ts';
import type { UpstreamSettings } from './upstream-settings.ts';
import { withLease } from './with-lease.ts';

/** What one artifact takes of the way out at a time. */
const atOnceMax = 3;
/** A file that says what belongs to it is read whole. */
const readBytesMax = 8 * 1024 * 1024;

export interface Whole {
  readonly proxy: RepositoryWithProject;
  readonly upstream: UpstreamSettings;
  readonly packageName: string;
  readonly path: string;
}

interface WantedPart extends UpstreamPart {
  readonly named: NamedDigest;
}

/**
 * Fetches what a file that came cannot be published without, as deposits of its package: what is
 * here stays here should the rest fail, and is nobody's to read before it is judged. Errors: those
 * of `fetchFile`, UPSTREAM_FILE_REFUSED.
 */
export async function bringParts(
  ports: SupplyingPorts,
  whole: Whole,
  fetched: Fetched,
  signal: AbortSignal,
): Promise<void> {
  const wanted = await readParts(ports, whole, fetched, signal);
  const failed = new AbortController();
  const cut = AbortSignal.any([signal, failed.signal]);
  const queue = [...wanted];
  const work = async () => {
    for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
      await bringPart(ports, whole, part, cut);
    }
  };
  const workers = Array.from({ length: atOnceMax }, () =>
    work().catch((error: unknown) => {
      // The others need not go on with what cannot be whole.
      failed.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(workers);
  failed.signal.throwIfAborted();
}

async function readParts(
  ports: SupplyingPorts,
  { proxy, upstream, path }: Whole,
  { staged, contentType }: Fetched,
  signal: AbortSignal,
): Promise<readonly WantedPart[]> {
  const { partsOf } = formatOf(ports, proxy).upstream ?? {};
  if (partsOf === undefined || staged.sizeBytes > readBytesMax) return [];
  const { chunks } = await ports.blobs.readStaged(staged, { signal });
  const bytes = Buffer.concat(await Array.fromAsync(chunks));
  try {
    const parts = partsOf(upstream, { path, bytes, contentType });
    if (parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > fileBytesMax) {
      throw upstreamFileRefused('What upstream has is larger than anybody may publish.');
    }
    return parts.map((part) => ({ ...part, named: requireNamed(part) }));
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw upstreamFileRefused(`What upstream sent is refused: ${cause.message}`, { cause });
  }
}

function requireNamed({ digest }: UpstreamPart): NamedDigest {
  const named = readNamedDigest(digest);
  if (named !== null) return named;
  throw upstreamFileRefused('What upstream sent names its parts by no digest that we know.');
}

/** One process of all fetches it, also where two artifacts have it in common. */
async function bringPart(
  ports: SupplyingPorts,
  { proxy, upstream, packageName }: Whole,
  { named, address, sizeBytes }: WantedPart,
  signal: AbortSignal,
): Promise<void> {
  const place = { repositoryId: proxy.id, packageName };
  const isHere = async () => (await findStoredBlobs(ports, place, [named])).size > 0;
  if (await isHere()) return;
  const digest = formatNamedDigest(named);
  const name = `part ${proxy.id} ${packageName} ${digest}`;
  await withLease(ports.database, { name, signal }, async (held) => {
    if (await isHere()) return;
    const digests = { [named.algorithm]: named.hex };
    const file = { path: digest, address, digests, sizeBytes };
    const came = await fetchFile(ports, { proxy, upstream, file, mayBeAbsent: false }, held);
    if (came === null) return;
    try {
      const deposit = { repository: proxy, packageName, staged: came.staged, expected: named };
      await depositBlob(ports, upstreamActor, deposit, held);
    } finally {
      await ports.blobs.discard(came.staged);
    }
  });
}
