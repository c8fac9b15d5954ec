import { z } from 'zod';
import { parseWanted } from '../address.ts';
import { itemCommand } from '../item-command.ts';
import type { Shape } from '../shape.ts';
import { findRepository, repositoryByPath } from './find-repository.ts';

const prefetchedRow = z.object({
  name: z.string(),
  version: z.string(),
  filesCount: z.number(),
});

const prefetched: Pick<Shape<z.output<typeof prefetchedRow>>, 'row' | 'columns'> = {
  row: prefetchedRow,
  columns: [
    { title: 'package', of: ({ name }) => name },
    { title: 'version', of: ({ version }) => version },
    { title: 'files', of: ({ filesCount }) => filesCount },
  ],
};

export const prefetchVersion = itemCommand({
  usage: 'prefetch <project/repository> <name[@version]>',
  says: 'Have a version fetched before anybody asks; the newest, or what a tag leads to',
  shape: prefetched,
  document: `mutation PrefetchVersion($input: PrefetchVersionInput!) {
    prefetchVersion(input: $input) { name version filesCount }
  }`,
  at: 'prefetchVersion',
  asks: [repositoryByPath],
  variables: async (call) => {
    const { id } = await findRepository(call.context, call.arg(0));
    return { input: { repositoryId: id, ...parseWanted(call.arg(1)) } };
  },
  done: ({ name, version }) => `The worker fetches ${name}@${version}, file by file.`,
});
