import { z } from 'zod';
import { itemCommand } from '../item-command.ts';
import type { Shape } from '../shape.ts';
import { findRepository, repositoryByPath } from './find-repository.ts';

const invalidatedRow = z.object({ documentsCount: z.number() });

const invalidated: Pick<Shape<z.output<typeof invalidatedRow>>, 'row' | 'columns'> = {
  row: invalidatedRow,
  columns: [{ title: 'documents', of: ({ documentsCount }) => documentsCount }],
};

export const invalidateUpstream = itemCommand({
  usage: 'invalidate <project/repository> [name]',
  says: 'Have a proxy ask its upstream anew, about one package or all; files stay',
  shape: invalidated,
  document: `mutation InvalidateUpstream($input: InvalidateUpstreamInput!) {
    invalidateUpstream(input: $input) { documentsCount }
  }`,
  at: 'invalidateUpstream',
  asks: [repositoryByPath],
  variables: async (call) => {
    const { id } = await findRepository(call.context, call.arg(0));
    const name = call.arg(1);
    return { input: { repositoryId: id, ...(name !== '' && { name }) } };
  },
});
