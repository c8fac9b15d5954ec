import type { Prisma } from '@bonded/database';
import { needsGlobally, needsUnlessOwn, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ApiKeyConnection } from '../keys/api-key.ts';
import { connectionOf } from '../lists/connection.ts';
import { countUpTo } from '../lists/count.ts';
import { Node } from '../nodes/node.ts';
import { BindingConnection } from './binding.ts';

const itself = (user: { readonly id: string }): string => user.id;

/** A name may be seen wherever it stands beside something visible; what is private needs its own right. */
export const User = builder.prismaObject('User', {
  select: { id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    username: t.exposeString('username', visible),
    displayName: t.exposeString('displayName', visible),
    email: t.exposeString('email', { ...needsUnlessOwn('user:read', itself), nullable: true }),
    isDisabled: t.exposeBoolean('isDisabled', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    lastSignInAt: t.expose('lastSignInAt', {
      ...needsUnlessOwn('user:read', itself),
      type: 'DateTime',
      nullable: true,
    }),
    bindings: t.relatedConnection(
      'bindings',
      {
        ...needsUnlessOwn('binding:read', itself),
        nullable: true,
        cursor: 'id',
        query: { orderBy: { id: 'asc' } },
        countOf: (user, _args, { prisma }) => countUpTo(prisma.binding, { userId: user.id }),
      },
      BindingConnection,
    ),
    apiKeys: t.relatedConnection(
      'apiKeys',
      {
        ...needsUnlessOwn('key:read-all', itself),
        nullable: true,
        cursor: 'id',
        query: { orderBy: { id: 'desc' } },
        countOf: (user, _args, { prisma }) => countUpTo(prisma.apiKey, { userId: user.id }),
      },
      ApiKeyConnection,
    ),
  }),
});

export const UserConnection = connectionOf(User);

builder.queryField('users', (t) =>
  t.prismaConnection(
    {
      ...needsGlobally('user:read'),
      type: User,
      cursor: 'id',
      args: { search: t.arg.string() },
      resolve: (query, _root, { search }, { prisma }) =>
        prisma.user.findMany({ ...query, where: named(search), orderBy: { username: 'asc' } }),
      countOf: (_root, { search }, { prisma }) => countUpTo(prisma.user, named(search)),
    },
    UserConnection,
  ),
);

function named(search: string | null | undefined): Prisma.UserWhereInput {
  if (search == null || search === '') return {};
  const contains = { contains: search, mode: 'insensitive' } as const;
  return { OR: [{ username: contains }, { displayName: contains }, { email: contains }] };
}
