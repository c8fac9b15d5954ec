import { bestEffort } from '@bonded/kernel';
import { emptyDigest } from '../body-hash.ts';
import {
  type CheckpointRecord,
  decodeRecord,
  encodeRecord,
  recordBytes,
} from './checkpoint-record.ts';
import type { DurableFile } from './durable-fs.ts';

// A slot has a page of its own, so that a torn write of one cannot touch the other. Records take
// turns, and the first one goes to the second slot.
const slotBytes = 4096;
const fileBytes = slotBytes + recordBytes;

/** What a file says to which nothing was ever written: an upload that has no bytes. */
const birthRecord: CheckpointRecord = { sequence: 0, sizeBytes: 0, checkpoint: emptyDigest };

/** The records of a checkpoint file, newest first; none when both slots are damaged. */
export async function readRecords(file: DurableFile): Promise<readonly CheckpointRecord[]> {
  const bytes = new Uint8Array(fileBytes);
  await file.read(bytes, 0);
  const slots = [bytes.subarray(0, recordBytes), bytes.subarray(slotBytes)];
  const records = slots.map(decodeRecord).filter((record) => record !== null);
  // As long as the first slot is blank no second record was written: the first may be torn, but it
  // was never acknowledged.
  const isYoung = bytes.subarray(0, recordBytes).every((byte) => byte === 0);
  if (isYoung) records.push(birthRecord);
  return records.toSorted((a, b) => b.sequence - a.sequence);
}

/**
 * Writes the record after `previous` into the slot that `previous` is not in, and syncs it: a crash
 * at any byte leaves one of the two. The bytes it speaks of must be synced before.
 */
export async function writeRecord(
  file: DurableFile,
  previous: CheckpointRecord | null,
  state: Pick<CheckpointRecord, 'sizeBytes' | 'checkpoint'>,
): Promise<CheckpointRecord> {
  const sequence = (previous?.sequence ?? 0) + 1;
  const record = { sequence, sizeBytes: state.sizeBytes, checkpoint: state.checkpoint };
  const position = (sequence % 2) * slotBytes;
  try {
    await file.write(encodeRecord(record), position);
    await file.sync();
  } catch (error) {
    // It may be readable without being durable: nobody may be told that it counts.
    await bestEffort('the record before it is the present one either way', () =>
      file.write(new Uint8Array(recordBytes), position),
    );
    throw error;
  }
  return record;
}
