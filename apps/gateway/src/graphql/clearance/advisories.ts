import type { Prisma } from '@bonded/database';
import { needsGlobally } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { list } from '../lists/list.ts';
import { orderOf } from '../lists/order.ts';
import { AdvisoryConnection } from './advisory.ts';

const newestAdvisories = orderOf('Advisory', [{ modifiedAt: 'desc' }, { id: 'asc' }]);

builder.queryField('advisories', (t) =>
  t.field(
    list({
      ...needsGlobally('advisory:read'),
      connection: AdvisoryConnection,
      order: newestAdvisories,
      args: { search: t.arg.string() },
      where: ({ search }) => named(search),
    }),
  ),
);

function named(search: string | null | undefined): Prisma.AdvisoryWhereInput {
  if (search == null || search === '') return {};
  return {
    OR: [
      { id: search },
      { aliases: { has: search } },
      { summary: { contains: search, mode: 'insensitive' } },
      { affected: { some: { packageName: search } } },
    ],
  };
}
