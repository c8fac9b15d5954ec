import type { Upload } from '@bonded/database';

/** Larger files belong into parts. */
export const uploadBytesMax = 256 * 1024 ** 3;
/** An upload that nobody touches for this long is removed. */
export const uploadLifetimeMs = 7 * 24 * 60 * 60 * 1000;
export const openUploadsMax = 1_000;

export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + uploadLifetimeMs);
}

/** True when every byte has arrived, by what the medium says. */
export function isWhole(upload: Pick<Upload, 'sizeBytes'>, offsetBytes: number): boolean {
  return upload.sizeBytes !== null && BigInt(offsetBytes) === upload.sizeBytes;
}
