import { deleted } from '../deleted.ts';
import { itemCommand } from '../item-command.ts';
import { packageByPath, packageId } from './find-package.ts';

export const untagPackage = itemCommand({
  usage: 'untag <project/repository/name> <tag>',
  says: 'Take a tag away; the version stays',
  shape: deleted,
  document: `mutation DeleteTag($input: DeleteTagInput!) {
    deleteTag(input: $input) { deletedId }
  }`,
  at: 'deleteTag',
  asks: [packageByPath],
  variables: async (call) => ({
    input: { packageId: await packageId(call.context, call.arg(0)), name: call.arg(1) },
  }),
  done: (_row, call) => `Took ${call.arg(1)} from ${call.arg(0)}.`,
});
