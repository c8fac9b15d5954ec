import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ComponentRelation, FindingKind, Severity } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { Node } from '../nodes/node.ts';
import { findingKindOf, relationOf, severityOf } from '../words.ts';
import { Advisory } from './advisory.ts';

/** Malware has no score and comes first; then by score; ties in a fixed order. */
export const worstFindings = orderOf('Finding', [
  { kind: 'asc' },
  { score: { sort: 'desc', nulls: 'last' } },
  { id: 'asc' },
]);

const Finding = builder.prismaObject('Finding', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    kind: t.field({ ...visible, type: FindingKind, resolve: ({ kind }) => findingKindOf(kind) }),
    advisoryId: t.exposeString('advisoryId', visible),
    aliases: t.exposeStringList('aliases', visible),
    componentPurl: t.exposeString('componentPurl', visible),
    relation: t.field({
      ...visible,
      type: ComponentRelation,
      resolve: ({ relation }) => relationOf(relation),
    }),
    severity: t.field({
      ...visible,
      type: Severity,
      resolve: ({ severity }) => severityOf(severity),
    }),
    score: t.exposeFloat('score', { ...visible, nullable: true }),
    title: t.exposeString('title', visible),
    fixedIn: t.exposeStringList('fixedIn', visible),
    advisory: t.field({
      ...visible,
      type: Advisory,
      nullable: true,
      description: 'Null once an import has withdrawn it.',
      resolve: ({ advisoryId }, _args, { loaders }) => loaders.advisories.load(advisoryId),
    }),
  }),
});

export const FindingConnection = connectionOf(Finding);
