import type { Digest } from '@bonded/kernel';
import type { StagedBlob } from '../ports.ts';

/** Bytes that a package has: deposited for it, or in a file of one of its artifacts. */
export interface StoredBlob {
  readonly stagingId?: undefined;
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly extraDigests: StagedBlob['extraDigests'];
}

export function isStaged(blob: StagedBlob | StoredBlob): blob is StagedBlob {
  return blob.stagingId !== undefined;
}
