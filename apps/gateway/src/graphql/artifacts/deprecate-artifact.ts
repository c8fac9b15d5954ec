import { deprecateArtifact } from '@bonded/core/artifacts';
import { mutation } from '../mutation.ts';
import { Artifact } from './artifact.ts';

mutation('deprecateArtifact', {
  needs: 'artifact:publish',
  audits: 'artifact.deprecate',
  input: (t) => ({
    id: t.id({ required: true }),
    message: t.string({ required: true }),
  }),
  payload: { artifact: Artifact },
  resolve: async ({ ports, actor }, input) => ({
    artifact: await deprecateArtifact(ports, actor, input),
  }),
});
