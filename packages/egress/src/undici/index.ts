import type { Egress } from '../egress.ts';
import type { Resolve } from './connector.ts';
import { type EgressLimits, egressLimits } from './limits.ts';
import { UndiciEgress } from './undici-egress.ts';

export type { EgressLimits, Resolve };

export interface EgressOptions {
  /** Networks (`address/bits`) that may be asked beside the public internet. */
  readonly allowedNetworks: readonly string[];
  /** Where names lead; the machine's own resolver if it is not given. */
  readonly resolve?: Resolve;
  readonly limits?: Partial<EgressLimits>;
}

/** Opens the way out. Throws EGRESS_NETWORK_INVALID. */
export function openEgress(options: EgressOptions): Egress {
  const { limits, ...rest } = options;
  return new UndiciEgress({ ...rest, limits: { ...egressLimits, ...limits } });
}
