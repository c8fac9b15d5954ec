import { ociRangeInvalid } from './errors.ts';

export interface ChunkRange {
  readonly start: number;
  readonly lengthBytes: number;
}

/**
 * Reads the `Content-Range` of a chunk: `<start>-<end>`, both included, without a unit
 * (distribution specification, "Pushing a blob in chunks"). Null where there is none: the bytes
 * follow what is there. Errors: OCI_RANGE_INVALID.
 */
export function readChunkRange(header: string | undefined): ChunkRange | null {
  if (header === undefined) return null;
  const match = /^(?:bytes[ =])?(\d{1,15})-(\d{1,15})(?:\/(?:\d{1,15}|\*))?$/.exec(header.trim());
  const [start, end] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || end < start) {
    throw ociRangeInvalid('Content-Range is the first and the last byte of the chunk: "0-1023".');
  }
  return { start, lengthBytes: end - start + 1 };
}

/** What is there of an upload, as its clients read it. Nothing is `0-0`, as ever. */
export function rangeHeader(sizeBytes: number): string {
  return `0-${Math.max(0, sizeBytes - 1)}`;
}
