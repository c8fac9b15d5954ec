import { revokeApiKey } from '@bonded/core/keys';
import { mutation } from '../mutation.ts';
import { ApiKey } from './api-key.ts';

mutation('revokeApiKey', {
  needs: 'own',
  audits: 'key.revoke',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { apiKey: ApiKey },
  resolve: async ({ ports, actor }, input) => ({ apiKey: await revokeApiKey(ports, actor, input) }),
});
