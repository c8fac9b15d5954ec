import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Node } from '../nodes/node.ts';

/** A name that moves. It is listed only where its artifact may be seen. */
export const Tag = builder.prismaObject('Tag', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    name: t.exposeString('name', visible),
    artifact: t.relation('artifact', visible),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
  }),
});
