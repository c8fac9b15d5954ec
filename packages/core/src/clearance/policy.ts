import type { Policy, Tx } from '@bonded/database';
import type { Severity } from '@bonded/scanner';
import { type ClearancePolicy, defaultPolicy } from './clear.ts';

export function policyOf(row: Policy | null): ClearancePolicy {
  if (row === null) return defaultPolicy;
  return {
    version: row.version,
    // NOTE: written through `updatePolicy`, which knows only severities.
    blockSeverity: row.blockSeverity as Severity,
    blockMalware: row.blockMalware,
    holdUnscanned: row.holdUnscanned,
  };
}

/** The newest policy row of a repository, or null while it lives under the default policy. */
export function currentPolicyRow(
  tx: Pick<Tx, 'policy'>,
  repositoryId: string,
): Promise<Policy | null> {
  return tx.policy.findFirst({ where: { repositoryId }, orderBy: { version: 'desc' } });
}
