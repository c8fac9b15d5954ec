import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Format, PolicyLine, PolicyRuleEffect, ScopeKind, Severity } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { Node } from '../nodes/node.ts';
import { lineOf, severityOf } from '../words.ts';

export const newestRules = orderOf('PolicyRule', [{ createdAt: 'desc' }, { id: 'desc' }]);

export const PolicyRule = builder.prismaObject('PolicyRule', {
  description:
    'A word about some packages beside the policy: they are denied, or pass a line of it.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    effect: t.expose('effect', { ...visible, type: PolicyRuleEffect }),
    scopeKind: t.expose('scopeKind', { ...visible, type: ScopeKind }),
    project: t.relation('project', { ...visible, nullable: true }),
    repository: t.relation('repository', { ...visible, nullable: true }),
    format: t.expose('format', {
      ...visible,
      type: Format,
      nullable: true,
      description: 'Null: of every format.',
    }),
    name: t.exposeString('name', {
      ...visible,
      description: 'A name, or the beginning of names with a star behind it.',
    }),
    versions: t.exposeString('versions', {
      ...visible,
      nullable: true,
      description: '`>=1.0 <2.0 || =3.1`, in the order of the format. Null: every version.',
    }),
    licence: t.exposeString('licence', {
      ...visible,
      nullable: true,
      description: 'An SPDX identifier, a beginning with a star, or `UNKNOWN`.',
    }),
    severity: t.field({
      ...visible,
      type: Severity,
      nullable: true,
      description: 'Denies only with a finding this bad; waives findings no worse than this.',
      resolve: ({ severity }) => (severity === null ? null : severityOf(severity)),
    }),
    lifts: t.field({
      ...visible,
      type: [PolicyLine],
      description: 'What it waives.',
      resolve: ({ lifts }) => lifts.map(lineOf),
    }),
    reason: t.exposeString('reason', visible),
    createdBy: t.relation('createdBy', { ...visible, nullable: true }),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { ...visible, type: 'DateTime', nullable: true }),
  }),
});

export const PolicyRuleConnection = connectionOf(PolicyRule);
