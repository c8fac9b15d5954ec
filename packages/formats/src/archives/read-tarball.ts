import { archiveTooLarge } from './errors.ts';
import { gunzip, type InflateLimits } from './gunzip.ts';
import { TarReader, type TarReaderOptions } from './tar-reader.ts';

export interface TarballLimits extends InflateLimits {
  readonly entriesMax: number;
  /** Time spent on unpacking and reading; waiting for the bytes does not count. */
  readonly busyMsMax: number;
}

/** D5.7. */
const defaultTarballLimits: TarballLimits = {
  bytesMax: 2 * 1024 ** 3,
  ratioMax: 100,
  ratioFloorBytes: 16 * 1024 ** 2,
  entriesMax: 100_000,
  busyMsMax: 60_000,
};

/**
 * Reads a gzipped tar in one pass and constant memory, giving each entry to `reading`. Made to run
 * beside the staging of the same bytes: see `tee`.
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`; whatever `onEntry` throws
 */
export async function readTarball(
  chunks: AsyncIterable<Uint8Array>,
  reading: Omit<TarReaderOptions, 'entriesMax'>,
  limits: TarballLimits = defaultTarballLimits,
): Promise<void> {
  const reader = new TarReader({ ...reading, entriesMax: limits.entriesMax });
  for await (const chunk of gunzip(withinTime(chunks, limits.busyMsMax), limits)) {
    reader.write(chunk);
  }
  reader.end();
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
    if (busyMs > busyMsMax) throw archiveTooLarge('The archive takes too long to read.');
  }
}
