import type { ObjectRef } from '@pothos/core';
import { visible } from '../access/rule.ts';
import { builder, type Types } from '../builder.ts';
import type { Listed } from './page.ts';

/** The connection and edge types of a noun: one pair, whichever field the list hangs on. */
export function connectionOf<Shape>(type: ObjectRef<Types, Shape>) {
  const Edge = builder
    .objectRef<{ readonly cursor: string; readonly node: Shape }>(`${type.name}Edge`)
    .implement({
      fields: (t) => ({
        cursor: t.exposeString('cursor', visible),
        // The edge holds what its type says; Pothos cannot follow that through the generic.
        node: t.field({ ...visible, type, resolve: ({ node }) => node as never }),
      }),
    });
  return builder.objectRef<Listed<Shape>>(`${type.name}Connection`).implement({
    fields: (t) => ({
      edges: t.field({ ...visible, type: [Edge], resolve: ({ edges }) => edges }),
      nodes: t.field({
        ...visible,
        type: [type],
        // As above: the edges' own rows.
        resolve: ({ edges }) => edges.map(({ node }) => node) as never,
      }),
      pageInfo: t.field({ ...visible, type: PageInfo, resolve: ({ pageInfo }) => pageInfo }),
      totalCount: t.int({
        ...visible,
        description: 'How many there are in all; 10,000 means "at least".',
        resolve: ({ totalCount }) => totalCount(),
      }),
    }),
  });
}

const PageInfo = builder.objectRef<Listed<unknown>['pageInfo']>('PageInfo').implement({
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', visible),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', visible),
    startCursor: t.exposeString('startCursor', { ...visible, nullable: true }),
    endCursor: t.exposeString('endCursor', { ...visible, nullable: true }),
  }),
});
