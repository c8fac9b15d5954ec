import { gunzip, type InflateLimits } from '../../archives/gunzip.ts';
import { TarReader } from '../../archives/tar-reader.ts';
import { tarballInvalid } from './errors.ts';
import type { TarballContents } from './tarball-contents.ts';
import { TarballMembers } from './tarball-members.ts';

export interface TarballLimits extends InflateLimits {
  readonly entriesMax: number;
  /** Time spent on unpacking and reading; waiting for the bytes does not count. */
  readonly busyMsMax: number;
}

/** D5.7. */
export const defaultTarballLimits: TarballLimits = {
  bytesMax: 2 * 1024 ** 3,
  ratioMax: 100,
  ratioFloorBytes: 16 * 1024 ** 2,
  entriesMax: 100_000,
  busyMsMax: 60_000,
};

/**
 * Reads a `.tgz` as npm would unpack it, without touching the disk and in constant memory but for
 * the few files that matter. Made to run beside the staging of the same bytes: see `tee`.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`, `NPM_TARBALL_INVALID`
 */
export async function inspectTarball(
  chunks: AsyncIterable<Uint8Array>,
  limits: TarballLimits = defaultTarballLimits,
): Promise<TarballContents> {
  const members = new TarballMembers();
  const reader = new TarReader({
    entriesMax: limits.entriesMax,
    onEntry: (entry) => members.take(entry),
  });
  for await (const chunk of gunzip(withinTime(chunks, limits.busyMsMax), limits)) {
    reader.write(chunk);
  }
  reader.end();
  return members.contents();
}

/** A chunk is being worked on from when it is given until the next is asked for. */
async function* withinTime(
  chunks: AsyncIterable<Uint8Array>,
  busyMsMax: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let busyMs = 0;
  for await (const chunk of chunks) {
    const startedMs = performance.now();
    yield chunk;
    busyMs += performance.now() - startedMs;
    if (busyMs > busyMsMax) throw tarballInvalid('The archive takes too long to read.');
  }
}
