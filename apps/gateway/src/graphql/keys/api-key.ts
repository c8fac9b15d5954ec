import { accessDenied, can, globalScope } from '@bonded/core/access';
import type { Prisma } from '@bonded/database';
import { signedIn, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { connectionOf } from '../lists/connection.ts';
import { countUpTo } from '../lists/count.ts';
import { Node } from '../nodes/node.ts';

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

builder.queryField('apiKeys', (t) =>
  t.prismaConnection(
    {
      ...signedIn,
      description: "One's own keys; with `key:read-all` those of others too.",
      type: ApiKey,
      cursor: 'id',
      args: { user: t.arg.id(), includeRevoked: t.arg.boolean({ defaultValue: false }) },
      resolve: (query, _root, args, context) =>
        context.prisma.apiKey.findMany({
          ...query,
          where: matching(context, args),
          orderBy: { id: 'desc' },
        }),
      countOf: async (_root, args, context) =>
        countUpTo(context.prisma.apiKey, matching(context, args)),
    },
    ApiKeyConnection,
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
