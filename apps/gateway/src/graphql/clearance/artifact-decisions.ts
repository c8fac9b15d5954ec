import { needs, visible } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { orderOf } from '../lists/order.ts';
import { relatedList } from '../lists/related-list.ts';
import { placeOfContent } from '../places.ts';
import { Decision, DecisionConnection } from './decision.ts';

const newestDecisions = orderOf('Decision', [{ createdAt: 'desc' }, { id: 'desc' }]);

builder.prismaObjectFields(Artifact, (t) => ({
  decisions: t.field({
    nullable: true,
    ...relatedList({
      ...needs('decision:read', placeOfContent),
      relation: 'decisions',
      by: 'artifactId',
      connection: DecisionConnection,
      order: newestDecisions,
    }),
  }),
  currentDecision: t.field({
    ...visible,
    type: Decision,
    nullable: true,
    description: 'The newest receipt.',
    select: (_args, _context, nested) => ({
      decisions: nested({ orderBy: [...newestDecisions.orderBy], take: 1 }),
    }),
    resolve: ({ decisions }) => decisions[0] ?? null,
  }),
}));
