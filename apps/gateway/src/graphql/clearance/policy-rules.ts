import { policyRulesWhere } from '@bonded/core/access';
import { findScope } from '@bonded/core/repositories';
import type { Prisma } from '@bonded/database';
import { needsSomewhere } from '../access/rule.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { list } from '../lists/list.ts';
import { newestRules, PolicyRuleConnection } from './policy-rule.ts';

builder.queryField('policyRules', (t) =>
  t.field(
    list({
      ...needsSomewhere('policy:read'),
      description: 'All that one may see; of a place, those that speak there, wider ones too.',
      connection: PolicyRuleConnection,
      order: newestRules,
      args: { project: t.arg.string(), repository: t.arg.string() },
      where: async (place, context) => ({
        AND: [policyRulesWhere(context.actor), await speakingAt(context, place)],
      }),
    }),
  ),
);

interface NamedPlace {
  readonly project?: string | null | undefined;
  readonly repository?: string | null | undefined;
}

async function speakingAt(
  { ports, actor }: GraphqlContext,
  named: NamedPlace,
): Promise<Prisma.PolicyRuleWhereInput> {
  const place = await findScope(ports, actor, named);
  if (place.kind === 'global') return {};
  const { projectId } = place;
  const wider = [{ scopeKind: 'GLOBAL' } as const, { projectId }];
  if (place.kind === 'project') return { OR: wider };
  const { repositoryId } = place;
  return { OR: [...wider, { repositoryId }] };
}
