/** Every bound of the console's server and of its pages, by name and unit. */
export const limits = {
  graphqlBodyBytesMax: 256 * 1024,
  sessionsInMemoryMax: 10_000,
  sessionMemoryMs: 12 * 60 * 60 * 1000,
  sessionCookieSeconds: 7 * 24 * 60 * 60,
  sessionCookieBytesMax: 3900,
  /** An access token this close to its end is renewed before it is used. */
  accessTokenMarginMs: 30_000,
  gatewayTimeoutMs: 30_000,
  pageSize: 50,
  uploadChunkBytes: 32 * 1024 * 1024,
  uploadsAtOnce: 2,
  uploadQueueMax: 500,
  uploadRetryDelaysMs: [0, 1000, 3000, 6000, 12_000],
  spinnerDelayMs: 200,
  searchDelayMs: 250,
  chordMs: 1200,
  paletteResultsMax: 8,
  /** A longer text is not asked for as a name too: with what that adds it would not be taken. */
  paletteNameCharsMax: 400,
  /** Versions that use a package, below its dependencies; the search has the others. */
  usersShown: 10,
  /** Entries of a folder that are read at once. */
  folderEntries: 100,
  bulkReviewMax: 50,
  pollFallbackMs: 15_000,
  importPollMs: 3000,
  reconnectDelayMsMax: 30_000,
} as const;
