import { z } from 'zod';
import { listingOf } from '../../gateway/listing.ts';
import { run } from '../../gateway/operation.ts';
import type { Command } from '../command.ts';
import { listingOfAll, printListing } from '../list-command.ts';
import { role, roleRow } from './role.ts';

export const allRoles = {
  document: `query Roles { roles { ${role.fields} } }`,
  at: 'roles',
  row: z.array(roleRow),
};

export const listRoles: Command = {
  usage: 'list',
  says: 'List roles and what they allow',
  answer: listingOf(roleRow),
  operations: [allRoles],
  run: async (call) => {
    const roles = await run(call.context.client, allRoles, {});
    printListing(call, listingOfAll(roles), role.columns);
  },
};
