import type { Format, Prisma, Tx } from '@bonded/database';

/** Rules of one place. More are no list that somebody reads. */
export const placeRulesMax = 500;

export interface RulePlace {
  readonly projectId: string;
  readonly repositoryId: string;
  readonly format: Format;
}

/** The rules that are in force in a repository: its own, its project's and everybody's. */
export function loadRules(
  tx: Pick<Tx, 'policyRule'>,
  { projectId, repositoryId, format }: RulePlace,
) {
  return tx.policyRule.findMany({
    where: {
      AND: [
        { OR: [{ scopeKind: 'GLOBAL' }, { projectId }, { repositoryId }] },
        { OR: [{ format: null }, { format }] },
        notExpired(),
      ],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 3 * placeRulesMax,
    include: { createdBy: { select: { displayName: true } } },
  });
}

function notExpired(): Prisma.PolicyRuleWhereInput {
  return { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
}
