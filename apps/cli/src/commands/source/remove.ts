import { deleted } from '../deleted.ts';
import { itemCommand } from '../item-command.ts';
import { findSource, sourceByPath } from './find-source.ts';

export const removeSource = itemCommand({
  usage: 'remove <project/repository/vendor/name>',
  says: 'Forget a source; versions that were fetched stay',
  shape: deleted,
  document: `mutation RemoveVcsSource($input: RemoveVcsSourceInput!) {
    removeVcsSource(input: $input) { deletedId }
  }`,
  at: 'removeVcsSource',
  asks: [sourceByPath],
  variables: async (call) => ({
    input: { id: (await findSource(call.context, call.arg(0))).id },
  }),
  done: (_row, call) => `Removed ${call.arg(0)}.`,
});
