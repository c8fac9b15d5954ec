import { updateProject } from '@bonded/core/projects';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Project } from './project.ts';

mutation('updateProject', {
  needs: 'project:update',
  audits: 'project.update',
  input: (t) => ({
    id: t.id({ required: true }),
    name: t.string(),
    description: t.string(),
  }),
  payload: { project: Project },
  resolve: async ({ ports, actor }, input) => ({
    project: await updateProject(ports, actor, given(input)),
  }),
});
