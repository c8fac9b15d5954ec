import { AppError } from '@bonded/kernel';
import { awaitVerdict, lookUpFile, publishArtifact, verdictWaitMs } from '../artifacts/index.ts';
import type { LocatedFile, RepositoryWithProject } from '../repositories/index.ts';
import { bringParts } from './bring-parts.ts';
import { upstreamFileRefused } from './errors.ts';
import { type Fetched, fetchFile } from './fetch-file.ts';
import { firstNamedAt } from './first-named-at.ts';
import { formatOf } from './format-of.ts';
import type { SupplyingPorts } from './supplying-ports.ts';
import { upstreamActor } from './upstream-actor.ts';
import type { UpstreamSettings } from './upstream-settings.ts';
import { withLease } from './with-lease.ts';

const bringMsMax = 60 * 60_000;
const partsVerdictMsMax = 10 * 60_000;

export interface Arrival {
  readonly proxy: RepositoryWithProject;
  readonly upstream: UpstreamSettings;
  readonly located: LocatedFile;
}

/**
 * Fetches one file, checks it against what upstream's index says of it, publishes it as its format
 * does, with the parts that it names, and waits for its verdict. One process of all does; the
 * others find the file there.
 */
export async function bringFile(ports: SupplyingPorts, arrival: Arrival): Promise<void> {
  const { proxy, upstream, located } = arrival;
  const { file, name: packageName, mayBeAbsent = false } = located;
  const { path } = file;
  const name = leaseOf({ repositoryId: proxy.id, path });
  const signal = AbortSignal.timeout(bringMsMax);
  await withLease(ports.database, { name, signal }, async (held) => {
    if ((await lookUpFile(ports, { repositoryId: proxy.id, path })) !== null) return;
    const fetched = await fetchFile(ports, { proxy, upstream, file, mayBeAbsent }, held);
    if (fetched === null) return;
    try {
      await bringParts(ports, { proxy, upstream, packageName, path }, fetched, held);
      const artifactId = await publish(ports, arrival, fetched, held);
      await awaitVerdict(ports, artifactId, { signal: held, waitMs: verdictWaitOf(ports, proxy) });
    } finally {
      await ports.blobs.discard(fetched.staged);
    }
  });
}

/** Waits for whoever brings a file in, in whatever process. */
export async function awaitArrival(
  { database }: Pick<SupplyingPorts, 'database'>,
  at: FilePlace,
): Promise<void> {
  const signal = AbortSignal.timeout(bringMsMax);
  await withLease(database, { name: leaseOf(at), signal }, () => Promise.resolve());
}

interface FilePlace {
  readonly repositoryId: string;
  readonly path: string;
}

function leaseOf({ repositoryId, path }: FilePlace): string {
  return `file ${repositoryId} ${path}`;
}

/** What is made of parts may be large, and its inspection long: who waits for it is told so. */
function verdictWaitOf(ports: SupplyingPorts, proxy: RepositoryWithProject): number {
  const isOfParts = formatOf(ports, proxy).upstream?.partsOf !== undefined;
  return isOfParts ? partsVerdictMsMax : verdictWaitMs;
}

async function publish(
  ports: SupplyingPorts,
  { proxy, upstream, located }: Arrival,
  { staged, modifiedAt, contentType: sent }: Fetched,
  signal: AbortSignal,
): Promise<string> {
  const { path, address, accept, contentType = accept === undefined ? null : sent } = located.file;
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
  const said = located.isUndated === true ? await firstNamedAt(ports, proxy.id, input) : modifiedAt;
  const origin = {
    url: new URL(address, upstream.url).href,
    publishedAt: located.publishedAt ?? said,
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
