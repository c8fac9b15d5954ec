import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ComponentRelation } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { orderOf } from '../lists/order.ts';
import { Node } from '../nodes/node.ts';
import { relationOf } from '../words.ts';
import { ComponentFindings } from './component-findings.ts';

/** What is inside comes before what is brought along, and that before the artifact itself. */
export const componentsByRelation = orderOf('Component', [
  { relation: 'asc' },
  { name: 'asc' },
  { id: 'asc' },
]);

/** One line of an artifact's bill of materials. */
const Component = builder.prismaObject('Component', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    purl: t.exposeString('purl', visible),
    ecosystem: t.exposeString('ecosystem', visible),
    name: t.exposeString('name', visible),
    version: t.exposeString('version', visible),
    versionIsExact: t.exposeBoolean('versionIsExact', visible),
    relation: t.field({
      ...visible,
      type: ComponentRelation,
      resolve: ({ relation }) => relationOf(relation),
    }),
    licence: t.exposeString('licence', { ...visible, nullable: true }),
    found: t.field({
      ...visible,
      type: ComponentFindings,
      nullable: true,
      description: 'By the newest finished scan; null where that found nothing in it.',
      select: { artifactId: true, purl: true },
      resolve: ({ artifactId, purl }, _args, { loaders }) =>
        loaders.componentFindings.load({ artifactId, purl }),
    }),
  }),
});

export const ComponentConnection = connectionOf(Component);
