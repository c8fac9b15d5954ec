import { terminateUpload } from '@bonded/core/uploads';
import { mutation } from '../mutation.ts';
import { Upload } from './upload.ts';

mutation('terminateUpload', {
  needs: 'own',
  audits: 'upload.terminate',
  input: (t) => ({
    id: t.id({ required: true }),
  }),
  payload: { upload: Upload },
  resolve: async ({ ports, actor, signal }, input) => ({
    upload: await terminateUpload(ports, actor, input, signal),
  }),
});
