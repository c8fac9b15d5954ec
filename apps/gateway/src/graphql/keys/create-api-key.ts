import { createApiKey } from '@bonded/core/keys';
import { mutation } from '../mutation.ts';
import { ApiKey } from './api-key.ts';

mutation('createApiKey', {
  needs: 'key:create',
  audits: 'key.create',
  input: (t) => ({
    name: t.string({ required: true }),
    actions: t.stringList(),
    project: t.string(),
    repository: t.string(),
    expiresAt: t.field({ type: 'DateTime' }),
  }),
  payload: { apiKey: ApiKey, secret: 'String' },
  resolve: ({ ports, actor }, input) => createApiKey(ports, actor, input),
});
