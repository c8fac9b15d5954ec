import { accessDenied, can, globalScope } from '@bonded/core/access';
import type { Prisma } from '@bonded/database';
import { signedIn } from '../access/rule.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { list } from '../lists/list.ts';
import { ApiKeyConnection, newestKeys } from './api-key.ts';

builder.queryField('apiKeys', (t) =>
  t.field(
    list({
      ...signedIn,
      description: "One's own keys; with `key:read-all` everybody's, or those of one user.",
      connection: ApiKeyConnection,
      order: newestKeys,
      args: { user: t.arg.id(), includeRevoked: t.arg.boolean({ defaultValue: false }) },
      where: (args, context) => matching(context, args),
    }),
  ),
);

interface Wanted {
  readonly user?: string | null | undefined;
  readonly includeRevoked?: boolean | null | undefined;
}

function matching({ actor }: GraphqlContext, wanted: Wanted): Prisma.ApiKeyWhereInput {
  const readsAll = can(actor, 'key:read-all', globalScope);
  const userId = wanted.user ?? (readsAll ? undefined : actor.userId);
  if (!readsAll && userId !== actor.userId) {
    throw accessDenied('You need the permission "key:read-all" to see the keys of others.', {
      details: { permission: 'key:read-all' },
    });
  }
  return {
    ...(userId == null ? {} : { userId }),
    ...(wanted.includeRevoked === true ? {} : { revokedAt: null }),
  };
}
