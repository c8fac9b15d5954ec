import type { VcsRef, VcsSource } from '@bonded/database';
import { AppError } from '@bonded/kernel';
import { serviceActor } from '../access/index.ts';
import { awaitVerdict, lookUpFile } from '../artifacts/index.ts';
import type { Ports, StagedBlob } from '../ports.ts';
import type { RepositoryWithProject, UpstreamVersion } from '../repositories/index.ts';
import {
  publishArrival,
  type UpstreamsPorts,
  upstreamUnavailable,
  withLease,
} from '../supply/index.ts';
import { failureOf, noteFailure } from './note-failure.ts';
import { openKept } from './open-source.ts';
import { settleMoved } from './settle-moved.ts';

/** As large as a package of source code gets; forges send no length before. */
const archiveBytesMax = 1024 ** 3;
const bringMsMax = 10 * 60_000;

/** Publishes what sources have, and nothing else. */
const sourceActor = serviceActor('vcs-source', ['artifact:publish']);

export type BringPorts = Pick<
  Ports,
  | ('addresses' | 'database' | 'blobs' | 'clock' | 'egress' | 'events')
  | ('formats' | 'scanners' | 'sources')
> &
  Pick<UpstreamsPorts, 'describe'>;

export interface WantedArchive {
  readonly repository: RepositoryWithProject;
  readonly source: VcsSource;
  readonly ref: VcsRef;
  readonly told: UpstreamVersion;
}

/**
 * Fetches the archive of a version, publishes it as its format does and waits for its verdict. One
 * process of all does; the others find the file there.
 */
export async function bringArchive(ports: BringPorts, wanted: WantedArchive): Promise<void> {
  const { repository, source, ref, told } = wanted;
  const [file] = told.files;
  if (file === undefined) return;
  const at = { repositoryId: repository.id, path: file.path };
  const signal = AbortSignal.timeout(bringMsMax);
  await withLease(
    ports.database,
    { name: `file ${at.repositoryId} ${at.path}`, signal },
    async (held) => {
      if ((await lookUpFile(ports, at)) !== null) return;
      const staged = await fetchArchive(ports, wanted, held);
      try {
        const { version, publishedAt, metadata } = told;
        const located = { name: source.name, version, publishedAt, metadata, file };
        const origin = { url: source.url, publishedAt, commit: ref.commit };
        const { contentType = null } = file;
        const originOf = () => Promise.resolve(origin);
        const arrival = { repository, located, staged, contentType, originOf };
        const wish = { ...arrival, actor: sourceActor };
        const artifactId = await publishArrival(ports, wish, held);
        // The tag may have moved while its archive was on the way.
        await settleMoved(ports, sourceActor, { sourceId: source.id });
        await awaitVerdict(ports, artifactId, { signal: held });
      } finally {
        await ports.blobs.discard(staged);
      }
    },
  );
}

async function fetchArchive(
  ports: BringPorts,
  { repository, source, ref }: WantedArchive,
  signal: AbortSignal,
): Promise<StagedBlob> {
  try {
    const { driver, call } = openKept(ports, source, signal);
    await using archive = await driver.archive(call, ref.commit);
    const format = ports.formats.find(({ id }) => id === repository.format);
    return await ports.blobs.stage(archive.chunks, {
      signal,
      bytesMax: archiveBytesMax,
      extraDigests: [...(format?.extraDigests ?? [])],
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    await noteFailure(ports, source.id, { failure: failureOf(cause) });
    if (!(cause instanceof AppError)) throw cause;
    // Where it is and what it said is for who looks after the source.
    throw upstreamUnavailable('The source of this package does not give its archive.', { cause });
  }
}
