import { yankArtifact } from '@bonded/core/artifacts';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Artifact } from './artifact.ts';

mutation('yankArtifact', {
  needs: 'artifact:publish',
  audits: 'artifact.yank',
  input: (t) => ({
    id: t.id({ required: true }),
    isYanked: t.boolean({ required: true }),
    reason: t.string(),
  }),
  payload: { artifact: Artifact },
  resolve: async ({ ports, actor }, input) => ({
    artifact: await yankArtifact(ports, actor, given(input)),
  }),
});
