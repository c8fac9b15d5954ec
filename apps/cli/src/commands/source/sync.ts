import { itemCommand } from '../item-command.ts';
import { findSource, sourceByPath } from './find-source.ts';
import { source } from './source.ts';

export const syncSource = itemCommand({
  usage: 'sync <project/repository/vendor/name>',
  says: 'Have a source asked now, whether it is due or not',
  shape: source,
  document: `mutation SyncVcsSource($input: SyncVcsSourceInput!) {
    syncVcsSource(input: $input) { source { ${source.fields} } }
  }`,
  at: 'syncVcsSource.source',
  asks: [sourceByPath],
  variables: async (call) => ({
    input: { id: (await findSource(call.context, call.arg(0))).id },
  }),
});
