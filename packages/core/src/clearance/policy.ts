import type { Policy, RepositoryKind, Tx } from '@bonded/database';
import type { Severity } from '@bonded/scanner';
import { type ClearancePolicy, defaultPolicy, defaultProxyPolicy } from './facts.ts';

/** What stands where no row says otherwise. */
export function defaultPolicyOf(kind: RepositoryKind): ClearancePolicy {
  return kind === 'PROXY' ? defaultProxyPolicy : defaultPolicy;
}

export function policyOf(row: Policy | null, kind: RepositoryKind): ClearancePolicy {
  if (row === null) return defaultPolicyOf(kind);
  return {
    version: row.version,
    // NOTE: written through `updatePolicy`, which knows only severities.
    blockSeverity: row.blockSeverity as Severity,
    blockMalware: row.blockMalware,
    holdUnscanned: row.holdUnscanned,
    cooldownHours: row.cooldownHours,
    upstreamUntil: row.upstreamUntil?.toISOString() ?? null,
    isMonitoring: row.isMonitoring,
  };
}

/** Of a repository's policy rows the one that holds. */
export const newestPolicy = { orderBy: { version: 'desc' }, take: 1 } as const;

/** The newest policy row of a repository, or null while it lives under the default policy. */
export function currentPolicyRow(
  tx: Pick<Tx, 'policy'>,
  repositoryId: string,
): Promise<Policy | null> {
  return tx.policy.findFirst({ where: { repositoryId }, orderBy: newestPolicy.orderBy });
}
