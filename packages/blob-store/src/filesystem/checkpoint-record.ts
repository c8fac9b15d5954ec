import { crc32 } from 'node:zlib';
import { type Digest, isDigest } from '@bonded/kernel';

/** What one slot of a checkpoint file says: so many bytes count, and this is their SHA-256. */
export interface CheckpointRecord {
  /** Grows by one with each record: the valid slot with the greater one is the present. */
  readonly sequence: number;
  readonly sizeBytes: number;
  readonly checkpoint: Digest;
}

// magic 4 · sequence 6 · size 6 · SHA-256 32 · CRC-32 of all before 4; integers big-endian.
const magic = 0x424e_4443;
const crcAt = 48;
export const recordBytes = 52;

export function encodeRecord(record: CheckpointRecord): Uint8Array {
  const bytes = Buffer.alloc(recordBytes);
  bytes.writeUInt32BE(magic, 0);
  bytes.writeUIntBE(record.sequence, 4, 6);
  bytes.writeUIntBE(record.sizeBytes, 10, 6);
  bytes.write(record.checkpoint, 16, 'hex');
  bytes.writeUInt32BE(crc32(bytes.subarray(0, crcAt)), crcAt);
  return bytes;
}

/** Null for anything that is not wholly a record: never written, torn, or rotten. */
export function decodeRecord(slot: Uint8Array): CheckpointRecord | null {
  if (slot.length < recordBytes) return null;
  const bytes = Buffer.from(slot.buffer, slot.byteOffset, recordBytes);
  if (bytes.readUInt32BE(0) !== magic) return null;
  if (bytes.readUInt32BE(crcAt) !== crc32(bytes.subarray(0, crcAt))) return null;
  const checkpoint = bytes.toString('hex', 16, crcAt);
  if (!isDigest(checkpoint)) return null;
  return { sequence: bytes.readUIntBE(4, 6), sizeBytes: bytes.readUIntBE(10, 6), checkpoint };
}
