import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ActorKind, AuditOutcome } from '../enums.ts';
import { User } from '../identity/user.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { Node } from '../nodes/node.ts';
import { actorKindOf } from '../words.ts';

export const newestEvents = orderOf('AuditEvent', [{ sequence: 'desc' }]);

const AuditEvent = builder.prismaObject('AuditEvent', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    sequence: t.expose('sequence', { ...visible, type: 'BigInt' }),
    at: t.expose('at', { ...visible, type: 'DateTime' }),
    action: t.exposeString('action', visible),
    outcome: t.expose('outcome', { ...visible, type: AuditOutcome }),
    actorKind: t.field({
      ...visible,
      type: ActorKind,
      resolve: (event) => actorKindOf(event.actorKind),
    }),
    actorName: t.exposeString('actorName', visible),
    actor: t.field({
      ...visible,
      type: User,
      nullable: true,
      description: 'Null when the account is gone: the log outlives what it speaks of.',
      resolve: ({ actorId }, _args, { loaders }) =>
        actorId === null ? null : loaders.users.load(actorId),
    }),
    resourceKind: t.exposeString('resourceKind', visible),
    resourceId: t.exposeString('resourceId', { ...visible, nullable: true }),
    resourceName: t.exposeString('resourceName', visible),
    ip: t.exposeString('ip', { ...visible, nullable: true }),
    userAgent: t.exposeString('userAgent', { ...visible, nullable: true }),
    requestId: t.exposeString('requestId', { ...visible, nullable: true }),
    details: t.expose('details', { ...visible, type: 'JSON' }),
  }),
});

export const AuditEventConnection = connectionOf(AuditEvent);
