/** D5.7: ours, whatever the archive says of itself. */
export interface ZipLimits {
  readonly entriesMax: number;
  /** The directory at the end: it is the one part that is held in memory. */
  readonly directoryBytesMax: number;
  /** All entries together, unpacked. */
  readonly bytesMax: number;
  /** Unpacked to packed, of the whole archive. */
  readonly ratioMax: number;
  /** Below this many unpacked bytes the ratio does not count: small archives may be empty. */
  readonly ratioFloorBytes: number;
}

export const defaultZipLimits: ZipLimits = {
  entriesMax: 100_000,
  directoryBytesMax: 16 * 1024 ** 2,
  bytesMax: 2 * 1024 ** 3,
  ratioMax: 100,
  ratioFloorBytes: 16 * 1024 ** 2,
};
