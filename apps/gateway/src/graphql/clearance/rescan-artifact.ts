import { rescanArtifact } from '@bonded/core/clearance';
import { Artifact } from '../artifacts/artifact.ts';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Scan } from './scan.ts';

mutation('rescanArtifact', {
  needs: 'scan:run',
  audits: 'artifact.rescan',
  input: (t) => ({
    id: t.id({ required: true }),
    note: t.string(),
  }),
  payload: { artifact: Artifact, scan: Scan },
  resolve: ({ ports, actor }, input) => rescanArtifact(ports, actor, given(input)),
});
