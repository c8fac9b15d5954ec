import { assert } from '@bonded/kernel';
import { defaultLinger, type LingerLimits } from './linger.ts';

export interface ServerLimits {
  readonly headerBytesMax: number;
  /** For the headers alone; bodies are judged by their pace, since an upload may take hours. */
  readonly headersTimeoutMs: number;
  /** Silence on a connection in the middle of a request. */
  readonly idleTimeoutMs: number;
  /** Longer than the usual 60 s of a load balancer, so that it closes first. */
  readonly keepAliveTimeoutMs: number;
  readonly connectionsMax: number;
  /** Digests, Go module paths and scoped names are far longer than the framework expects. */
  readonly paramCharsMax: number;
  readonly jsonBodyBytesMax: number;
  readonly linger: LingerLimits;
}

export const defaultServerLimits: ServerLimits = {
  headerBytesMax: 16 * 1024,
  headersTimeoutMs: 15_000,
  idleTimeoutMs: 120_000,
  keepAliveTimeoutMs: 65_000,
  connectionsMax: 10_000,
  paramCharsMax: 2048,
  jsonBodyBytesMax: 1024 * 1024,
  linger: defaultLinger,
};

export function assertServerLimits(limits: ServerLimits): void {
  assert(limits.paramCharsMax >= 1024, 'a parameter holds any digest and any module path');
  assert(limits.headerBytesMax > limits.paramCharsMax, 'a header block holds its request line');
  assert(limits.idleTimeoutMs > limits.headersTimeoutMs, 'slow headers are cut before idle ones');
}
