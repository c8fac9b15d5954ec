import type { ByteRange, Ports, StagedBlob } from '@bonded/core/ports';

/** Bytes that can be read from any place: for archives whose directory stands at their end. */
export interface RandomAccess {
  readonly sizeBytes: number;
  /** A range lies within the bytes, and its end belongs to it. */
  readonly read: (range: ByteRange) => Promise<AsyncIterable<Uint8Array>>;
}

/** Staged bytes, published already or not. */
export function stagedSource(
  ports: Pick<Ports, 'blobs'>,
  staged: StagedBlob,
  signal: AbortSignal,
): RandomAccess {
  return {
    sizeBytes: staged.sizeBytes,
    read: async (range) => (await ports.blobs.readStaged(staged, { signal, range })).chunks,
  };
}
