import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ScopeKind } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { Node } from '../nodes/node.ts';

export const oldestBindings = orderOf('Binding', [{ createdAt: 'asc' }, { id: 'asc' }]);

export const Binding = builder.prismaObject('Binding', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    user: t.relation('user', visible),
    role: t.relation('role', visible),
    scopeKind: t.expose('scopeKind', { ...visible, type: ScopeKind }),
    project: t.relation('project', { ...visible, nullable: true }),
    repository: t.relation('repository', { ...visible, nullable: true }),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
  }),
});

export const BindingConnection = connectionOf(Binding);
