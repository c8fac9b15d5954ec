import { advisoryDatabase } from '@bonded/core/clearance';
import { needsGlobally, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { countUpTo } from '../lists/count.ts';
import { AdvisoryImport, AdvisoryImportConnection } from './advisory-import.ts';

type State = Awaited<ReturnType<typeof advisoryDatabase>>;

const AdvisoryDatabase = builder.objectRef<State>('AdvisoryDatabase').implement({
  fields: (t) => ({
    isReady: t.exposeBoolean('isReady', visible),
    importedAt: t.expose('importedAt', { ...visible, type: 'DateTime', nullable: true }),
    recordCount: t.exposeInt('recordCount', visible),
    imports: t.prismaConnection(
      {
        ...visible,
        type: AdvisoryImport,
        cursor: 'id',
        resolve: (query, _database, _args, { prisma }) =>
          prisma.advisoryImport.findMany({ ...query, orderBy: { id: 'desc' } }),
        countOf: (_database, _args, { prisma }) => countUpTo(prisma.advisoryImport, {}),
      },
      AdvisoryImportConnection,
    ),
  }),
});

builder.queryField('advisoryDatabase', (t) =>
  t.field({
    ...needsGlobally('advisory:read'),
    type: AdvisoryDatabase,
    resolve: (_root, _args, { ports }) => advisoryDatabase(ports),
  }),
);
