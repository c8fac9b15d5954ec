export interface ContentRule {
  /** What findings and receipts call it. */
  readonly id: string;
  readonly title: string;
  readonly pattern: Buffer;
}

/** Changes whenever a rule does: a scan says by which rules it was done. */
export const rulesVersion = 'content-rules 1';

/** Put together from two halves, so that this file itself sets off nobody's scanner. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);

export const contentRules: readonly ContentRule[] = [
  {
    id: 'BONDED-EICAR',
    title: 'The EICAR anti-malware test file',
    pattern: Buffer.from(eicar, 'latin1'),
  },
];
