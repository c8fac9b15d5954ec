import { grantKeyRequest } from '@bonded/core/keys';
import { mutation } from '../mutation.ts';
import { KeyRequest } from './key-request.ts';

mutation('grantKeyRequest', {
  needs: 'key:create',
  audits: 'key.grant',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { keyRequest: KeyRequest },
  resolve: async ({ ports, actor }, input) => ({
    keyRequest: await grantKeyRequest(ports, actor, input),
  }),
});
