import { advisoryDatabase } from '@bonded/core/clearance';
import { needsGlobally, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { list } from '../lists/list.ts';
import { orderOf } from '../lists/order.ts';
import { AdvisoryImportConnection } from './advisory-import.ts';

const newestImports = orderOf('AdvisoryImport', [{ startedAt: 'desc' }, { id: 'desc' }]);

type State = Awaited<ReturnType<typeof advisoryDatabase>>;

const AdvisoryDatabase = builder.objectRef<State>('AdvisoryDatabase').implement({
  fields: (t) => ({
    isReady: t.exposeBoolean('isReady', visible),
    importedAt: t.expose('importedAt', { ...visible, type: 'DateTime', nullable: true }),
    recordCount: t.exposeInt('recordCount', visible),
    imports: t.field(
      list({
        ...visible,
        connection: AdvisoryImportConnection,
        order: newestImports,
        where: () => ({}),
      }),
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
