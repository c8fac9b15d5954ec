const kibibyte = 1024;

/** What one process lets other servers cost it. */
export interface EgressLimits {
  readonly redirectsMax: number;
  /** Requests under way at a time, until their answers are read or disposed of. */
  readonly requestsMax: number;
  readonly originsMax: number;
  readonly connectionsPerOriginMax: number;
  /** Name resolution and TLS included. */
  readonly connectTimeoutMs: number;
  /** From the request to the end of the headers of its answer. */
  readonly headersTimeoutMs: number;
  /** Silence between two chunks of a body. */
  readonly idleTimeoutMs: number;
  /** How long a connection that nobody uses stays open. */
  readonly keepAliveMs: number;
  readonly headerBytesMax: number;
  /** What is read of a body that nobody wants, in order to keep its connection. */
  readonly leftoverBytesMax: number;
  readonly leftoverTimeoutMs: number;
}

export const egressLimits: EgressLimits = {
  redirectsMax: 5,
  requestsMax: 1_000,
  originsMax: 1_000,
  connectionsPerOriginMax: 32,
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 60_000,
  idleTimeoutMs: 60_000,
  keepAliveMs: 30_000,
  headerBytesMax: 32 * kibibyte,
  leftoverBytesMax: 64 * kibibyte,
  leftoverTimeoutMs: 1_000,
};
