import { z } from 'zod';
import { listingOf } from '../../gateway/listing.ts';
import { run } from '../../gateway/operation.ts';
import type { Command } from '../command.ts';
import { listingOfAll, printListing } from '../list-command.ts';
import { session, sessionRow } from './session.ts';

const ownSessions = {
  document: `query Sessions { viewer { sessions { ${session.fields} } } }`,
  at: 'viewer.sessions',
  row: z.array(sessionRow),
};

export const listSessions: Command = {
  usage: 'list',
  says: 'List where you are signed in',
  answer: listingOf(sessionRow),
  operations: [ownSessions],
  run: async (call) => {
    const sessions = await run(call.context.client, ownSessions, {});
    printListing(call, listingOfAll(sessions), session.columns);
  },
};
