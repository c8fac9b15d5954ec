import { deleted } from '../deleted.ts';
import { itemCommand } from '../item-command.ts';
import { findRepository, repositoryByPath } from './find-repository.ts';

export const deleteRepository = itemCommand({
  usage: 'delete <project/repository>',
  says: 'Delete an empty repository',
  shape: deleted,
  document: `mutation DeleteRepository($input: DeleteRepositoryInput!) {
    deleteRepository(input: $input) { deletedId }
  }`,
  at: 'deleteRepository',
  asks: [repositoryByPath],
  variables: async (call) => ({
    input: { id: (await findRepository(call.context, call.arg(0))).id },
  }),
  done: (_row, call) => `Deleted ${call.arg(0)}.`,
});
