import { needsGlobally, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { relatedList } from '../lists/related-list.ts';
import { Node } from '../nodes/node.ts';
import { BindingConnection, oldestBindings } from './binding.ts';

/** Roles are few, and the screen that shows them shows all. */
const rolesMax = 500;

export const Role = builder.prismaObject('Role', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    name: t.exposeString('name', visible),
    description: t.exposeString('description', visible),
    isBuiltIn: t.exposeBoolean('isBuiltIn', visible),
    actions: t.exposeStringList('actions', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    bindings: t.field({
      nullable: true,
      ...relatedList({
        ...needsGlobally('binding:read'),
        relation: 'bindings',
        by: 'roleId',
        connection: BindingConnection,
        order: oldestBindings,
      }),
    }),
  }),
});

builder.queryField('roles', (t) =>
  t.prismaField({
    ...needsGlobally('role:read'),
    type: [Role],
    resolve: (query, _root, _args, { prisma }) =>
      prisma.role.findMany({ ...query, orderBy: { name: 'asc' }, take: rolesMax }),
  }),
);
