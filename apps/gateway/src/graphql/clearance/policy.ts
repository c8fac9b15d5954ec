import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Severity } from '../enums.ts';
import { User } from '../identity/user.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { Node } from '../nodes/node.ts';
import { severityOf } from '../words.ts';

export const newestPolicies = orderOf('Policy', [{ version: 'desc' }, { id: 'desc' }]);

export const Policy = builder.prismaObject('Policy', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    version: t.exposeInt('version', visible),
    isDefault: t.boolean({ ...visible, resolve: (policy) => policy.version === 0 }),
    blockSeverity: t.field({
      ...visible,
      type: Severity,
      resolve: (policy) => severityOf(policy.blockSeverity),
    }),
    blockMalware: t.exposeBoolean('blockMalware', visible),
    holdUnscanned: t.exposeBoolean('holdUnscanned', visible),
    cooldownHours: t.exposeInt('cooldownHours', {
      ...visible,
      description: 'What an upstream published waits this long, from its date on. 0: not at all.',
    }),
    upstreamUntil: t.expose('upstreamUntil', {
      ...visible,
      type: 'DateTime',
      nullable: true,
      description: 'What an upstream published after this moment stays held. Null: no such moment.',
    }),
    isMonitoring: t.exposeBoolean('isMonitoring', {
      ...visible,
      description: 'It says what it would do, and stops only malware and what a person rejected.',
    }),
    createdAt: t.field({
      ...visible,
      type: 'DateTime',
      nullable: true,
      resolve: (policy) => (policy.version === 0 ? null : policy.createdAt),
    }),
    createdBy: t.field({
      ...visible,
      type: User,
      nullable: true,
      resolve: ({ createdById }, _args, { loaders }) =>
        createdById === null ? null : loaders.users.load(createdById),
    }),
  }),
});

export const PolicyConnection = connectionOf(Policy);
