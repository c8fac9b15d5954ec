import type { UpstreamTokens } from './upstream-tokens.ts';
import type { UpstreamsPorts } from './upstreams-ports.ts';

/** What is needed to get something from an upstream. */
export interface SupplyingPorts extends UpstreamsPorts {
  readonly tokens: UpstreamTokens;
}
