import { createProject } from '@bonded/core/projects';
import { given } from '../given.ts';
import { mutation } from '../mutation.ts';
import { Project } from './project.ts';

mutation('createProject', {
  needs: 'project:create',
  audits: 'project.create',
  input: (t) => ({
    slug: t.string({ required: true }),
    name: t.string({ required: true }),
    description: t.string(),
  }),
  payload: { project: Project },
  resolve: async ({ ports, actor }, input) => ({
    project: await createProject(ports, actor, given(input)),
  }),
});
