import { keyRequestsWhere } from '@bonded/core/keys';
import { isId } from '@bonded/kernel';
import { signedIn, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';

export const KeyRequest = builder.prismaObject('KeyRequest', {
  description: 'A client at a terminal that waits for somebody to give it a key.',
  // The hash of its secret is never read for anybody.
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id', visible),
    project: t.exposeString('project', { ...visible, description: 'As the client names it.' }),
    repository: t.exposeString('repository', visible),
    ip: t.exposeString('ip', { ...visible, nullable: true }),
    userAgent: t.exposeString('userAgent', { ...visible, nullable: true }),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { ...visible, type: 'DateTime' }),
    isGranted: t.boolean({
      ...visible,
      select: { grantedById: true },
      resolve: ({ grantedById }) => grantedById !== null,
    }),
  }),
});

builder.queryField('keyRequest', (t) =>
  t.prismaField({
    ...signedIn,
    description: 'A client that waits, by the id that its terminal shows; null once it is over.',
    type: KeyRequest,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { actor, prisma }) =>
      isId(id)
        ? prisma.keyRequest.findFirst({
            ...query,
            where: { id, ...keyRequestsWhere(actor, new Date()) },
          })
        : null,
  }),
);
