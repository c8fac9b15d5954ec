const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
const gibibyte = 1024 * mebibyte;

/** What a record may be. Published databases stay far below. */
export const recordLimits = {
  bytesMax: 8 * mebibyte,
  /** Nesting of arrays and objects; the OSV schema needs seven. */
  depthMax: 64,
  affectedMax: 20_000,
  rangesMax: 10_000,
  eventsMax: 10_000,
  versionsMax: 200_000,
  aliasesMax: 1_000,
  referencesMax: 100,
  summaryCharactersMax: 500,
  detailsCharactersMax: 64 * kibibyte,
} as const;

/** What reading a database may cost. Every one of them ends in an error, never in a silent stop. */
export interface DatabaseLimits {
  readonly entriesMax: number;
  readonly recordBytesMax: number;
  /** All records together, inflated. */
  readonly totalBytesMax: number;
  /** Inflated over deflated size of one entry; entries below `ratioFloorBytes` are exempt. */
  readonly ratioMax: number;
  readonly ratioFloorBytes: number;
  readonly folderDepthMax: number;
}

/** Fits the database of all ecosystems with room to grow, and stops a bomb in minutes. */
export const databaseLimits: DatabaseLimits = {
  entriesMax: 2_000_000,
  recordBytesMax: recordLimits.bytesMax,
  totalBytesMax: 32 * gibibyte,
  ratioMax: 100,
  ratioFloorBytes: mebibyte,
  folderDepthMax: 12,
};

export interface DownloadLimits {
  readonly bytesMax: number;
  /** The whole download, redirects included; silence and redirects are bounded by the egress. */
  readonly timeoutMs: number;
}

export const downloadLimits: DownloadLimits = {
  bytesMax: 8 * gibibyte,
  timeoutMs: 30 * 60_000,
};
