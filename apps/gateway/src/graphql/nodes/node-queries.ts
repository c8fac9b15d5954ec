import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { limits } from '../limits.ts';
import { loadNodes } from './load-nodes.ts';
import { Node } from './node.ts';

builder.queryField('node', (t) =>
  t.field({
    ...visible,
    type: Node,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, { id }, context, info) =>
      (await loadNodes([id], context, info))[0] ?? null,
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    ...visible,
    type: [Node],
    nullable: { list: false, items: true },
    description: `In the order of the ids, at most ${limits.pageSizeMax}; null for what is not there or hidden.`,
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context, info) => loadNodes(ids, context, info),
  }),
);
