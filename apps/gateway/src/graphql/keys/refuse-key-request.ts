import { refuseKeyRequest } from '@bonded/core/keys';
import { mutation } from '../mutation.ts';
import { KeyRequest } from './key-request.ts';

mutation('refuseKeyRequest', {
  needs: 'key:create',
  audits: 'key.refuse',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { keyRequest: KeyRequest },
  resolve: async ({ ports, actor }, input) => ({
    keyRequest: await refuseKeyRequest(ports, actor, input),
  }),
});
