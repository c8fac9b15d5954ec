import { repositoriesWhere } from '@bonded/core/access';
import { needs, visible } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { judgedBy, mayReadArtifact } from '../artifacts/may-read-artifact.ts';
import { builder } from '../builder.ts';
import { DecisionEffect, DecisionKind } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { Node } from '../nodes/node.ts';
import { placeOfContent } from '../places.ts';
import { howToUnblock } from './how-to-unblock.ts';

/**
 * A receipt. Whoever sees the repository may read one by its number; what it rests on needs
 * `decision:read`.
 */
export const Decision = builder.prismaObject('Decision', {
  select: { id: true, repositoryId: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    number: t.exposeString('number', visible),
    kind: t.expose('kind', { ...visible, type: DecisionKind }),
    effect: t.expose('effect', { ...visible, type: DecisionEffect }),
    subject: t.exposeString('subject', visible),
    rule: t.exposeString('rule', visible),
    reasons: t.exposeStringList('reasons', visible),
    facts: t.expose('facts', {
      ...needs('decision:read', placeOfContent),
      type: 'JSON',
      nullable: true,
    }),
    policy: t.expose('policy', {
      ...needs('decision:read', placeOfContent),
      type: 'JSON',
      nullable: true,
    }),
    note: t.exposeString('note', { ...needs('decision:read', placeOfContent), nullable: true }),
    user: t.relation('user', { ...needs('decision:read', placeOfContent), nullable: true }),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    artifact: t.field({
      ...visible,
      type: Artifact,
      nullable: true,
      description: 'Null where the viewer may not see it, or where it never came to be.',
      select: (_args, _context, nested) => ({ artifact: nested(judgedBy) }),
      resolve: async ({ artifact }, _args, context) =>
        artifact !== null && (await mayReadArtifact(artifact, context)) ? artifact : null,
    }),
    repository: t.relation('repository', visible),
    howToUnblock: t.string({
      ...visible,
      description: 'Who can do what about it, in a sentence.',
      select: { effect: true, rule: true },
      resolve: (decision) => howToUnblock(decision),
    }),
  }),
});

export const DecisionConnection = connectionOf(Decision);

builder.queryField('decision', (t) =>
  t.prismaField({
    ...visible,
    type: Decision,
    nullable: true,
    args: { number: t.arg.string({ required: true }) },
    resolve: (query, _root, { number }, { actor, prisma }) =>
      prisma.decision.findFirst({
        ...query,
        where: { number, repository: repositoriesWhere(actor) },
      }),
  }),
);
