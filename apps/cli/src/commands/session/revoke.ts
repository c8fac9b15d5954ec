import { z } from 'zod';
import { itemCommand } from '../item-command.ts';

export const revokeSession = itemCommand({
  usage: 'revoke <id>',
  says: 'End a session',
  shape: { row: z.object({ revokedId: z.string() }), columns: [] },
  document: `mutation RevokeSession($input: RevokeSessionInput!) {
    revokeSession(input: $input) { revokedId }
  }`,
  at: 'revokeSession',
  variables: (call) => ({ input: { id: call.arg(0) } }),
  done: () => 'The session has ended.',
});
