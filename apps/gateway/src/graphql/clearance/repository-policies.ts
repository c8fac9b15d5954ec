import { placeOfRepository } from '@bonded/core/repositories';
import { needs } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { relatedList } from '../lists/related-list.ts';
import { Repository } from '../repositories/repository.ts';
import { currentPolicyOf } from './current-policy.ts';
import { newestPolicies, Policy, PolicyConnection } from './policy.ts';

builder.prismaObjectFields(Repository, (t) => ({
  policy: t.field({
    ...needs('policy:read', placeOfRepository),
    type: Policy,
    nullable: true,
    description: 'What is in force; the default one, until there is another.',
    resolve: (repository, _args, { prisma }) => currentPolicyOf(prisma, repository),
  }),
  policyHistory: t.field({
    nullable: true,
    ...relatedList({
      ...needs('policy:read', placeOfRepository),
      relation: 'policies',
      by: 'repositoryId',
      connection: PolicyConnection,
      order: newestPolicies,
    }),
  }),
}));
