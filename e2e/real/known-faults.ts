import type { RealFormat } from './real-upstreams.ts';

export interface KnownFault {
  readonly format: RealFormat;
  readonly name: string;
  /** In the refusal. */
  readonly says: RegExp;
  readonly why: string;
}

/** Real packages that are refused, and why that is right. */
export const knownFaults: readonly KnownFault[] = [
  {
    format: 'PYPI',
    name: 'cx-freeze',
    says: /goes on after its end/,
    why: 'its source archive has bytes behind the end of its gzip, which readers disagree about',
  },
];
