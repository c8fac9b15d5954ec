import { revokeSession } from '@bonded/core/identity';
import { mutation } from '../mutation.ts';

mutation('revokeSession', {
  needs: 'own',
  audits: 'session.revoke',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { revokedId: 'ID' },
  resolve: async ({ ports, actor }, { id }) => {
    await revokeSession(ports, actor, { id });
    return { revokedId: id };
  },
});
