import { z } from 'zod';
import { listingOf } from '../../gateway/listing.ts';
import { run } from '../../gateway/operation.ts';
import type { Command } from '../command.ts';
import { listingOfAll, printListing } from '../list-command.ts';

const actionRow = z.object({ action: z.string(), scope: z.string(), description: z.string() });

const allActions = {
  document: 'query Actions { actions { action scope description } }',
  at: 'actions',
  row: z.array(actionRow),
};

export const listActions: Command = {
  usage: 'actions',
  says: 'List every action that a role can allow',
  answer: listingOf(actionRow),
  operations: [allActions],
  run: async (call) => {
    const actions = await run(call.context.client, allActions, {});
    printListing(call, listingOfAll(actions), [
      { title: 'action', of: ({ action }) => action },
      { title: 'scope', of: ({ scope }) => scope.toLowerCase() },
      { title: 'description', of: ({ description }) => description },
    ]);
  },
};
