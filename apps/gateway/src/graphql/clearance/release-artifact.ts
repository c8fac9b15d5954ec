import { releaseArtifact } from '@bonded/core/clearance';
import { Artifact } from '../artifacts/artifact.ts';
import { mutation } from '../mutation.ts';
import { Decision } from './decision.ts';

mutation('releaseArtifact', {
  needs: 'artifact:review',
  audits: 'artifact.release',
  input: (t) => ({
    id: t.id({ required: true }),
    note: t.string({ required: true }),
  }),
  payload: { artifact: Artifact, decision: Decision },
  resolve: ({ ports, actor }, input) => releaseArtifact(ports, actor, input),
});
