import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { Node } from '../nodes/node.ts';

export const newestKeys = orderOf('ApiKey', [{ id: 'desc' }]);

export const ApiKey = builder.prismaObject('ApiKey', {
  // The hash of the secret is never read for a client.
  select: { id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    name: t.exposeString('name', visible),
    prefix: t.exposeString('prefix', visible),
    actions: t.exposeStringList('actions', visible),
    project: t.relation('project', { ...visible, nullable: true }),
    repository: t.relation('repository', { ...visible, nullable: true }),
    owner: t.relation('user', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { ...visible, type: 'DateTime', nullable: true }),
    revokedAt: t.expose('revokedAt', { ...visible, type: 'DateTime', nullable: true }),
    lastUsedAt: t.expose('lastUsedAt', { ...visible, type: 'DateTime', nullable: true }),
    lastUsedIp: t.exposeString('lastUsedIp', { ...visible, nullable: true }),
  }),
});

export const ApiKeyConnection = connectionOf(ApiKey);
