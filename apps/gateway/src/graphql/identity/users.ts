import type { Prisma } from '@bonded/database';
import { needsGlobally } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { list } from '../lists/list.ts';
import { orderOf } from '../lists/order.ts';
import { UserConnection } from './user.ts';

const byUsername = orderOf('User', [{ username: 'asc' }]);

builder.queryField('users', (t) =>
  t.field(
    list({
      ...needsGlobally('user:read'),
      connection: UserConnection,
      order: byUsername,
      args: { search: t.arg.string() },
      where: ({ search }) => named(search),
    }),
  ),
);

function named(search: string | null | undefined): Prisma.UserWhereInput {
  if (search == null || search === '') return {};
  const contains = { contains: search, mode: 'insensitive' } as const;
  return { OR: [{ username: contains }, { displayName: contains }, { email: contains }] };
}
