import { assert } from '@bonded/kernel';
import { hexDigest } from '../body-hash.ts';
import { readRecords, writeRecord } from './checkpoint-file.ts';
import type { CheckpointRecord } from './checkpoint-record.ts';
import type { DurableFile } from './durable-fs.ts';
import { partialBytesPath, partialCheckpointPath, partialsDirectory } from './layout.ts';
import { hashPrefix, type PartialMedium } from './partial-prefix.ts';

/** An upload with its two files open. */
export interface OpenPartial {
  /** Its size may go beyond what the record vouches for: such bytes count for nothing. */
  readonly bytes: DurableFile;
  readonly checkpoints: DurableFile;
  /** The present one. */
  readonly record: CheckpointRecord;
  /** All that could be read and that the file is long enough for, newest first. */
  readonly records: readonly CheckpointRecord[];
}

export interface OpenPartialOptions {
  readonly id: string;
  readonly mode: 'read' | 'change';
  readonly signal: AbortSignal;
}

/** Opens an upload for the time of `act`. Null when there is none that can be opened this way. */
export async function withPartial<T>(
  medium: PartialMedium,
  options: OpenPartialOptions,
  act: (partial: OpenPartial) => Promise<T>,
): Promise<T | null> {
  options.signal.throwIfAborted();
  const bytes = await medium.fs.open(partialBytesPath(options.id), options.mode);
  if (bytes === null) return null;
  try {
    const path = partialCheckpointPath(options.id);
    const found = await medium.fs.open(path, 'change');
    const checkpoints = found ?? (await medium.fs.open(path, 'grow'));
    assert(checkpoints !== null, 'a checkpoint file is there or can be made');
    try {
      const readable = found === null ? [] : await readRecords(found);
      const fitting = readable.filter((record) => record.sizeBytes <= bytes.sizeBytes);
      const [record] = fitting;
      if (record !== undefined) return await act({ bytes, checkpoints, record, records: fitting });
      const previous = readable[0] ?? null;
      const recovered = await recover(medium, options, { bytes, checkpoints, previous });
      return await act({ bytes, checkpoints, record: recovered, records: [recovered] });
    } finally {
      await checkpoints.close();
    }
  } finally {
    await bytes.close();
  }
}

/**
 * No crash loses both records; a damaged disk or a person may. Then what is there is synced, hashed
 * and vouched for: the digest that the client declared still has the last word.
 */
async function recover(
  medium: PartialMedium,
  { id, signal }: OpenPartialOptions,
  files: Pick<OpenPartial, 'bytes' | 'checkpoints'> & { previous: CheckpointRecord | null },
): Promise<CheckpointRecord> {
  const { bytes, checkpoints, previous } = files;
  const { sizeBytes } = bytes;
  await bytes.sync();
  const checkpoint = hexDigest(await hashPrefix(medium, { id, sizeBytes, signal }));
  const failuresBefore = medium.syncs.failures(partialsDirectory);
  const record = await writeRecord(checkpoints, previous, { sizeBytes, checkpoint });
  await medium.syncs.sync(partialsDirectory, failuresBefore);
  return record;
}
