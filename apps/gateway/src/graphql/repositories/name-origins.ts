import { findRepository, placeOfRepository } from '@bonded/core/repositories';
import {
  type FirstArrival as Arrival,
  countOrigins,
  listOrigins,
  type NameOrigin as Origin,
  type NameStanding as Standing,
} from '@bonded/core/supply';
import { needs, signedIn, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { limits } from '../limits.ts';
import { connectionOf } from '../lists/connection.ts';
import { pageArgs } from '../lists/list.ts';
import type { SortColumn } from '../lists/order.ts';
import { boundsOf, isFromTheEnd, listed, sizeOf } from '../lists/page.ts';
import { Repository } from './repository.ts';

const NameStanding = builder.enumType('NameStanding', {
  description: 'Whose a name is.',
  values: {
    OURS: { description: 'Upstream is not asked for it.' },
    COLLISION: { description: 'Ours, and the proxy holds versions that it fetched before.' },
    SHARED: { description: 'Ours, and an operator lets upstream add to it.' },
    OUTSIDE: { description: 'The proxy alone has it.' },
  } satisfies Record<Standing, object>,
});

const FirstArrival = builder.objectRef<Arrival>('FirstArrival').implement({
  description: 'How a name first came.',
  fields: (t) => ({
    at: t.expose('at', { ...visible, type: 'DateTime' }),
    version: t.exposeString('version', { ...visible, nullable: true }),
    publishedBy: t.exposeString('publishedBy', { ...signedIn, nullable: true }),
  }),
});

const NameOrigin = builder.objectRef<Origin>('NameOrigin').implement({
  description: 'Whose a name is, and why.',
  fields: (t) => ({
    name: t.exposeString('name', visible),
    standing: t.expose('standing', { ...visible, type: NameStanding }),
    pattern: t.exposeString('pattern', {
      ...visible,
      nullable: true,
      description: 'What an operator claimed or shared; null where that does not decide.',
    }),
    owners: t.stringList({
      ...visible,
      description: 'The hosted repositories that have it, the first one first, by their paths.',
      resolve: ({ owners }) => [...owners],
    }),
    hasUnseenOwner: t.exposeBoolean('hasUnseenOwner', {
      ...visible,
      description: 'One more has it, which the viewer may not know of.',
    }),
    ours: t.expose('ours', {
      ...visible,
      type: FirstArrival,
      nullable: true,
      description: 'To those of the hosted repositories that the viewer may look into.',
    }),
    fetched: t.expose('fetched', {
      ...visible,
      type: FirstArrival,
      nullable: true,
      description: 'To the proxy, where it still holds something of it.',
    }),
  }),
});

const NameOriginConnection = connectionOf(NameOrigin);

const columns: readonly SortColumn[] = [
  { path: ['key'], type: 'String', direction: 'asc', isNullable: false },
];

builder.prismaObjectFields(Repository, (t) => ({
  nameOrigins: t.field({
    ...needs('artifact:read-held', placeOfRepository),
    type: NameOriginConnection,
    nullable: true,
    description:
      'Of a proxy: which names are ours, which come from outside, and which are both. Names of ' +
      'hosted repositories are told to who sees what is held in them.',
    args: { search: t.arg.string(), standing: t.arg({ type: NameStanding }), ...pageArgs },
    resolve: async ({ id, kind }, { search, standing, ...page }, { ports, actor }) => {
      if (kind !== 'PROXY') return null;
      const { after, before } = boundsOf(columns, page);
      const wish = { proxy: await findRepository(ports, actor, { id }), search, standing };
      const origins = await listOrigins(ports, actor, {
        ...wish,
        after: keyOf(after),
        before: keyOf(before),
        isBackward: isFromTheEnd(page),
        // One more than asked for says whether there is a next page.
        take: sizeOf(page) + 1,
      });
      const count = () => countOrigins(ports, actor, { ...wish, countMax: limits.totalCountMax });
      return listed({ columns }, page, origins, count);
    },
  }),
}));

function keyOf(bound: readonly unknown[] | null): string | null {
  return bound === null ? null : String(bound[0]);
}
