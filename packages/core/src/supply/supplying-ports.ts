import type { AskingPorts } from './ask-upstream.ts';
import type { UpstreamsPorts } from './upstreams-ports.ts';

/** What is needed to get something from an upstream. */
export type SupplyingPorts = UpstreamsPorts & AskingPorts;
