import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Node } from '../nodes/node.ts';

export const Session = builder.prismaObject('Session', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', { ...visible, type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { ...visible, type: 'DateTime' }),
    ip: t.exposeString('ip', { ...visible, nullable: true }),
    userAgent: t.exposeString('userAgent', { ...visible, nullable: true }),
    isCurrent: t.boolean({
      ...visible,
      resolve: (session, _args, { actor }) => session.id === actor.sessionId,
    }),
  }),
});
