import { needs, visible } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { countUpTo } from '../lists/count.ts';
import { placeOfContent } from '../places.ts';
import { Decision, DecisionConnection } from './decision.ts';

const newestFirst = [{ createdAt: 'desc' }, { id: 'desc' }] as const;

builder.prismaObjectFields(Artifact, (t) => ({
  decisions: t.relatedConnection(
    'decisions',
    {
      ...needs('decision:read', placeOfContent),
      nullable: true,
      cursor: 'id',
      query: { orderBy: [...newestFirst] },
      countOf: ({ id }, _args, { prisma }) => countUpTo(prisma.decision, { artifactId: id }),
    },
    DecisionConnection,
  ),
  currentDecision: t.field({
    ...visible,
    type: Decision,
    nullable: true,
    description: 'The newest receipt.',
    select: (_args, _context, nested) => ({
      decisions: nested({ orderBy: [...newestFirst], take: 1 }),
    }),
    resolve: ({ decisions }) => decisions[0] ?? null,
  }),
}));
