import {
  awaitVerdict,
  lookUpFile,
  type PublishArtifactInput,
  verdictWaitMs,
} from '../artifacts/index.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import type { Arrival } from './arrival.ts';
import { bringParts } from './bring-parts.ts';
import { dateOfArrival } from './date-of-arrival.ts';
import { type Fetched, fetchFile } from './fetch-file.ts';
import { firstNamedAt } from './first-named-at.ts';
import { formatOf } from './format-of.ts';
import { publishArrival } from './publish-arrival.ts';
import { readStatement } from './read-statement.ts';
import type { SupplyingPorts } from './supplying-ports.ts';
import { upstreamActor } from './upstream-actor.ts';
import { withLease } from './with-lease.ts';

const bringMsMax = 60 * 60_000;
const partsVerdictMsMax = 10 * 60_000;

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
    const statement = await readStatement(ports, arrival);
    const fetched = await fetchFile(ports, { proxy, upstream, file, mayBeAbsent }, held);
    if (fetched === null) return;
    try {
      await bringParts(ports, { proxy, upstream, packageName, path }, fetched, held);
      const artifactId = await publish(ports, arrival, { ...fetched, statement }, held);
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

function publish(
  ports: SupplyingPorts,
  { proxy, upstream, located }: Arrival,
  { staged, statement, modifiedAt, contentType: sent }: Fetched & { statement: Buffer | null },
  signal: AbortSignal,
): Promise<string> {
  const { address, accept, contentType = accept === undefined ? null : sent } = located.file;
  const url = new URL(address, upstream.url).href;
  const originOf = async (input: PublishArtifactInput) => {
    const isUndated = located.isUndated === true;
    const said = isUndated ? await firstNamedAt(ports, proxy.id, input) : modifiedAt;
    return { url, publishedAt: dateOfArrival(located, said) };
  };
  const arrived = { repository: proxy, located, staged, contentType, originOf, statement };
  return publishArrival(ports, { ...arrived, actor: upstreamActor }, signal);
}
